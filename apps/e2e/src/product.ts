import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { inject } from "vitest";
import { runProduct } from "./run-product.js";

/** The whole product as `pnpm start` runs it, with its demo firm, on ports and in a folder of its own. */
export interface Product extends AsyncDisposable {
  url: string;
  emulatorUrl: string;
  account: { email: string; password: string };
  /** The files the demo offers for trying an import. */
  demoFile(name: string): string;
  /** Everything it wrote so far, for a failing journey's message. */
  output(): string;
}

const copy = promisify(execFile);

export async function startProduct(): Promise<Product> {
  const dataDir = await mkdtemp(join(tmpdir(), "tieout-journey-"));
  // Keeps owners: the database belongs to another user when this one is root.
  await copy("cp", ["-a", `${inject("demoFirmFolder")}/.`, dataDir]);
  const { url, emulatorUrl, output, stop } = await runProduct(dataDir);
  return {
    url,
    emulatorUrl,
    account: JSON.parse(await readFile(join(dataDir, "demo.json"), "utf8")) as Product["account"],
    demoFile: (name) => join(dataDir, "demo-files", name),
    output,
    async [Symbol.asyncDispose]() {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
