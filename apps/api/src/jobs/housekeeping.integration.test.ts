import { openStore } from "@tieout/store";
import { createTestDatabase } from "@tieout/store/testing";
import { expect, test } from "vitest";
import { createHousekeeping } from "./housekeeping.js";

test("looks once an hour, and an idle tick asks the database nothing", async () => {
  await using database = await createTestDatabase();
  const store = await openStore({ url: database.url });
  try {
    let [asked, now] = [0, 0];
    const keepHouse = createHousekeeping({ store: { ...store, withoutFirm: (work) => ((asked += 1), store.withoutFirm(work)) }, callBodyDays: 90, now: () => now });
    for (; now < 2 * 60 * 60_000; now += 60_000) await keepHouse();
    expect(asked).toBe(2);
  } finally {
    await store.close();
  }
});
