import { openStore, type Store } from "@tieout/store";
import { createTestDatabase } from "@tieout/store/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { brokenBy, lifeOf, runLife, storiesOfLife, type ModelLife } from "./model.js";

const seed = Number(process.env["TIEOUT_SEED"] ?? 20_261_122);

/** Tells lives on a database that they share, one test each: `count` of those a seed fixes, from number `first` on, and some that are named. */
export function tellLives({ first, count, named }: { first: number; count: number; named: Readonly<Record<string, ModelLife>> }): void {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let store: Store;
  beforeAll(async () => {
    database = await createTestDatabase();
    store = await openStore({ url: database.url, keepsStatements: true });
  });
  afterAll(async () => {
    await store.close();
    await database[Symbol.asyncDispose]();
  });

  const drawn = Array.from({ length: count }, (_, index) => ({ name: `life ${first + index} of seed ${seed}`, life: lifeOf(seed, first + index) }));
  const kept = Object.entries(named).map(([name, life]) => ({ name, life }));
  test.each([...kept, ...drawn])("$name: whatever people do on both sides and whatever goes wrong, both sides agree within three cycles or somebody is asked", { timeout: storiesOfLife * 60_000 }, async ({ life }) => {
    let told = 0;
    await runLife(store, life, (index, result) => {
      told += 1;
      expect(brokenBy(result), `story ${index + 1} of ${JSON.stringify(life)}`).toEqual([]);
    });
    expect(told).toBe(life.stories.length);
  });
}
