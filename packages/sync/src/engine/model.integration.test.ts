import { openStore, type Store } from "@tieout/store";
import { createTestDatabase } from "@tieout/store/testing";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { modelLives, runStory, storiesOfFirm, type ModelStep } from "../testing/model.js";
import { readyFirm } from "../testing/ready-firm.js";

/** Stories that failed once: they are told for ever. */
const regressions: [ModelStep[][]][] = [[[[{ do: "add time", which: 82 }, { do: "sync" }, { do: "sync" }, { do: "delete time there", which: 5 }]]]];

const isCampaign = process.env["TIEOUT_RUNS"] !== undefined;
const stories = Number(process.env["TIEOUT_RUNS"] ?? 24);

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

test("whatever people do on both sides and whatever goes wrong meanwhile, both sides agree within three cycles or somebody is asked", { timeout: stories * 60_000 }, async () => {
  let told = 0;
  const life = fc.asyncProperty(modelLives, async (lives) => {
    const firm = await readyFirm({ store });
    try {
      await firm.enabled();
      for (const steps of lives) {
        const { violations, cyclesToQuiet } = await runStory(firm, steps);
        expect(violations).toEqual([]);
        expect(cyclesToQuiet).not.toBeNull();
        told += 1;
      }
    } finally {
      await firm.close();
    }
  });
  // The arbitrary tells three stories of a firm on average.
  await fc.assert(life, { examples: regressions, numRuns: Math.ceil(stories / ((storiesOfFirm + 1) / 2)), endOnFailure: !isCampaign });
  expect(told).toBeGreaterThan(stories / 2);
});
