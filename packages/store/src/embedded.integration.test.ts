import { dirname } from "node:path";
import { Client } from "pg";
import { expect, test } from "vitest";
import { requireWritableFolder, startEmbeddedPostgres } from "./embedded.js";

test.runIf(process.platform === "linux")("another start in the folder of a Tieout that runs is refused in a sentence, and its database goes on", async () => {
  const running = new Client({ connectionString: process.env["TIEOUT_TEST_POSTGRES"] });
  await running.connect();
  const { rows } = await running.query<{ data_directory: string }>("show data_directory");
  await expect(startEmbeddedPostgres(dirname(rows[0]?.data_directory ?? ""))).rejects.toThrow(/^Tieout is running already in .* \(process \d+\)\. Stop it first, or set DATA_DIR to another folder\.$/);
  expect((await running.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  await running.end();
});

test.runIf(process.platform === "linux")("a folder that cannot be made is told at once, in a sentence", async () => {
  await expect(requireWritableFolder("/proc/nope/deeper")).rejects.toThrow(/^Tieout cannot write to \/proc\/nope\/deeper \(ENOENT\)/);
});
