import { openStore, takeTurn, type Store } from "@tieout/store";
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

test("a batch that has to wait for its minute keeps no single call waiting, and takes its turn when the minute is over", async () => {
  const limits = { perSecond: 10, perMinute: 500, batchesPerMinute: 1, secondMarginMs: 50, minuteMarginMs: 1_000 };
  const ask = (isBatch: boolean) => store.withoutFirm((query) => takeTurn(query, "realm-d", isBatch, limits, 2_000));
  expect(await ask(true)).toMatchObject({ waitMs: 0, isTaken: true });
  expect(await ask(true)).toMatchObject({ waitMs: expect.toSatisfy((ms: number) => ms > 50_000), isTaken: false });
  // The eleventh call waits for the first, a second ago; nobody waits for the batch.
  for (let call = 2; call <= 20; call += 1) expect(await ask(false)).toMatchObject({ waitMs: expect.toSatisfy((ms: number) => ms < 5_000), isTaken: true });
  await store.withoutFirm((query) => query("update hub.throttle_turn set at = at - interval '2 minutes' where realm_hash = 'realm-d'"));
  expect(await ask(true)).toMatchObject({ waitMs: 0, isTaken: true });
});

test("a second and a minute are each as long as their own margin makes them", async () => {
  const limits = { perSecond: 1, perMinute: 3, batchesPerMinute: 40, secondMarginMs: 50, minuteMarginMs: 10_000 };
  const ask = async () => (await store.withoutFirm((query) => takeTurn(query, "realm-e", false, limits, 2_000))).waitMs;
  expect(await ask()).toBe(0);
  // Time that passes between two questions is waited less.
  expect(await ask()).toBeLessThanOrEqual(1_050);
  expect(await ask()).toBeLessThanOrEqual(2_100);
  expect(await ask()).toSatisfy((ms: number) => ms > 40_000 && ms <= 70_000);
});
