import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const run = promisify(execFile);
const command = join(import.meta.dirname, "../../dist/campaign.js");
const seed = process.env["TIEOUT_SEED"] ?? "20261122";
const cells = 3;

// In processes of their own, built as `pnpm campaign` runs them, with a PostgreSQL of their own: nothing else in the test run is ended by a real signal.
test(`${cells} kills of a real process, drawn by the seed, keep every promise`, { timeout: 300_000 }, async () => {
  expect(existsSync(command), `${command} is built by pnpm test`).toBe(true);
  const { PATH, HOME } = process.env;
  const { stdout } = await run(process.execPath, [command, "kills", "--seed", seed, "--cells", String(cells)], { env: { PATH, HOME }, timeout: 290_000, killSignal: "SIGKILL" });
  expect(JSON.parse(stdout.trim().split("\n").at(-1) ?? "")).toEqual({ campaign: "kills", seed: Number(seed), ran: cells, duplicates: 0, losses: 0, cents: 0, unseen: 0, cyclesToQuiet: expect.any(Number) });
});
