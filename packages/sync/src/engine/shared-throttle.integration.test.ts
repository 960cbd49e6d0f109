import { openStore, type Store } from "@tieout/store";
import { createTestDatabase } from "@tieout/store/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createSharedThrottle } from "./shared-throttle.js";

let store: Store;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
  store = await openStore({ url: database.url });
});
afterAll(async () => {
  await store.close();
  await database[Symbol.asyncDispose]();
});

test("nobody sleeps through a long pause: who asked for it, another process and a later run are told how long it lasts, and take no turn", async () => {
  const [one, two] = [createSharedThrottle(store, "realm-a"), createSharedThrottle(store, "realm-a")];
  (await one.take("single"))();
  await one.pause(60);
  for (const throttle of [one, two]) {
    await expect(throttle.take("single")).rejects.toMatchObject({ code: "throttled", retry: "later", isOutcomeUnknown: false, facts: { retryAfterSeconds: expect.toSatisfy((seconds: number) => seconds > 50 && seconds <= 60) } });
  }
  const [turns] = await store.withoutFirm((query) => query<{ calls: number }>("select calls::int as calls from hub.throttle where realm_hash = 'realm-a'"));
  expect(turns?.calls).toBe(1);
});

test("a pause of a second is waited for, and other companies do not wait", async () => {
  const resting = createSharedThrottle(store, "realm-b");
  await resting.pause(1);
  const order: string[] = [];
  await Promise.all([
    createSharedThrottle(store, "realm-b").take("single").then(() => order.push("rested")),
    createSharedThrottle(store, "realm-c").take("batch").then(() => order.push("free")),
  ]);
  expect(order).toEqual(["free", "rested"]);
});
