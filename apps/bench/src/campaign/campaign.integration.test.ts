import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const run = promisify(execFile);
const command = join(import.meta.dirname, "../../dist/campaign.js");
const seed = process.env["TIEOUT_SEED"] ?? "20261122";

// In a process of their own, built as `pnpm campaign` runs them: nothing else in the test run is ended by a real signal.
test.each([["kills", 3], ["processes", 1]])("the campaign %s keeps every promise, %d drawn by the seed", { timeout: 300_000 }, async (name, cells) => {
  expect(existsSync(command), `${command} is built by pnpm test`).toBe(true);
  const { stdout } = await run(process.execPath, [command, name, "--seed", seed, "--cells", String(cells)]);
  expect(JSON.parse(stdout.trim().split("\n").at(-1) ?? "")).toEqual({ campaign: name, seed: Number(seed), ran: cells, duplicates: 0, losses: 0, cents: 0, unseen: 0, cyclesToQuiet: expect.any(Number) });
});
