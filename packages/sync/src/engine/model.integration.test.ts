import { openStore, type Store } from "@tieout/store";
import { createTestDatabase } from "@tieout/store/testing";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { modelSteps, runStory, type ModelStep } from "../testing/model.js";
import { readyFirm } from "../testing/ready-firm.js";

/** Stories that failed once: they are told for ever. */
const regressions: [ModelStep[]][] = [[[{ do: "add time", which: 82 }, { do: "sync" }, { do: "sync" }, { do: "delete time there", which: 5 }]]];

const runs = Number(process.env["TIEOUT_RUNS"] ?? 25);

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let store: Store;
beforeAll(async () => {
  database = await createTestDatabase();
  store = await openStore({ url: database.url });
});
afterAll(async () => {
  await store.close();
  await database[Symbol.asyncDispose]();
});

test("whatever people do on both sides and whatever goes wrong meanwhile, both sides agree within three cycles or somebody is asked", { timeout: runs * 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(modelSteps, async (steps) => {
      const firm = await readyFirm({ store });
      try {
        await firm.enabled();
        const { violations, cyclesToQuiet } = await runStory(firm, steps);
        expect(violations).toEqual([]);
        expect(cyclesToQuiet).not.toBeNull();
      } finally {
        await firm.close();
      }
    }),
    { examples: regressions, numRuns: runs, endOnFailure: process.env["TIEOUT_RUNS"] === undefined },
  );
});
