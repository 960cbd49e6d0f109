import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { runProduct } from "./run-product.js";

declare module "vitest" {
  interface ProvidedContext {
    /** A data folder with the demo firm as the first start leaves it. */
    demoFirmFolder: string;
  }
}

let folder: string;

/** Makes the demo firm once; every journey starts on a copy of it. */
export async function setup({ provide }: TestProject): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), "tieout-demo-firm-"));
  const first = await runProduct(folder);
  await first.stop();
  provide("demoFirmFolder", folder);
}

export async function teardown(): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}
