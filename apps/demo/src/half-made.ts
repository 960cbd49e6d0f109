import { existsSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dropDatabase } from "@tieout/store";

const unfinished = (dataDir: string) => join(dataDir, "demo-firm.unfinished");
const finished = (dataDir: string) => join(dataDir, "demo-firm");

/** The demo firm is there, whole. */
export function isMade(dataDir: string): boolean {
  return existsSync(finished(dataDir));
}

/** A first start was broken off while it made the demo firm. */
export function isHalfMade(dataDir: string): boolean {
  return existsSync(unfinished(dataDir));
}

export function beginMaking(dataDir: string): void {
  writeFileSync(unfinished(dataDir), "");
}

export function finishMaking(dataDir: string): void {
  renameSync(unfinished(dataDir), finished(dataDir));
}

/** Throws away what a broken first start left, so that the next one makes the firm anew. */
export async function discardHalfMade(serverUrl: string, database: string, dataDir: string): Promise<void> {
  await dropDatabase(serverUrl, database);
  for (const path of ["emulator", "demo-files"]) rmSync(join(dataDir, path), { recursive: true, force: true });
  rmSync(unfinished(dataDir));
}
