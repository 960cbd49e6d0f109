import { openStore, takeTurn, type Store } from "@tieout/store";
import { createTestDatabase } from "@tieout/store/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createSharedThrottle, createSharedThrottles } from "./shared-throttle.js";

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
  (await one.take("write"))();
  await one.pause(60);
  for (const throttle of [one, two]) {
    await expect(throttle.take("write")).rejects.toMatchObject({ code: "throttled", retry: "later", isOutcomeUnknown: false, facts: { retryAfterSeconds: expect.toSatisfy((seconds: number) => seconds > 50 && seconds <= 60) } });
  }
  const [turns] = await store.withoutFirm((query) => query<{ calls: number }>("select calls::int as calls from hub.throttle where realm_hash = 'realm-a'"));
  expect(turns?.calls).toBe(1);
});

test("a pause of a second is waited for, and other companies do not wait", async () => {
  const resting = createSharedThrottle(store, "realm-b");
  await resting.pause(1);
  const order: string[] = [];
  await Promise.all([
    createSharedThrottle(store, "realm-b").take("write").then(() => order.push("rested")),
    createSharedThrottle(store, "realm-c").take("batch").then(() => order.push("free")),
  ]);
  expect(order).toEqual(["free", "rested"]);
});

test("a batch that has to wait for its minute keeps no single call waiting, and takes its turn when the minute is over", async () => {
  const limits = { perSecond: 10, perMinute: 500, batchesPerMinute: 1, secondMarginMs: 50, callMarginMs: 1_000, batchMarginMs: 1_000, othersMarginMs: 1_000 };
  const ask = (isBatch: boolean) => store.withoutFirm((query) => takeTurn(query, { realmHash: "realm-d", taker: "us" }, isBatch, limits, 2_000));
  expect(await ask(true)).toMatchObject({ waitMs: 0, isTaken: true });
  expect(await ask(true)).toMatchObject({ waitMs: expect.toSatisfy((ms: number) => ms > 50_000), isTaken: false });
  // The eleventh call waits for the first, a second ago; nobody waits for the batch.
  for (let call = 2; call <= 20; call += 1) expect(await ask(false)).toMatchObject({ waitMs: expect.toSatisfy((ms: number) => ms < 5_000), isTaken: true });
  await store.withoutFirm((query) => query("update hub.throttle_turn set at = at - interval '2 minutes' where realm_hash = 'realm-d'"));
  expect(await ask(true)).toMatchObject({ waitMs: 0, isTaken: true });
});

const margins = { perSecond: 1, perMinute: 3, batchesPerMinute: 1, secondMarginMs: 50, callMarginMs: 10_000, batchMarginMs: 20_000, othersMarginMs: 30_000 };
const wait = async (realmHash: string, taker: string, isBatch = false) => (await store.withoutFirm((query) => takeTurn(query, { realmHash, taker }, isBatch, margins, 2_000))).waitMs;
/** Time that passes between two questions is waited less. */
const justUnder = (most: number) => expect.toSatisfy((ms: number) => ms <= most && ms > most - 9_000);

test("a second and a minute are each as long as their own margin makes them", async () => {
  expect(await wait("realm-e", "us")).toBe(0);
  expect(await wait("realm-e", "us")).toBeLessThanOrEqual(1_050);
  expect(await wait("realm-e", "us")).toBeLessThanOrEqual(2_100);
  expect(await wait("realm-e", "us")).toEqual(justUnder(70_000));
});

test("a minute is longer after a call or a batch of somebody else's, of which the turn alone is known", async () => {
  for (const call of [1, 2, 3]) await wait("realm-f", call === 1 ? "others" : "us");
  expect(await wait("realm-f", "us")).toEqual(justUnder(90_000));
  await wait("realm-g", "us", true);
  expect(await wait("realm-g", "us", true)).toEqual(justUnder(80_000));
  expect(await wait("realm-g", "others", true)).toEqual(justUnder(90_000));
});

test("all work of a process with one company shares its throttle, which is forgotten two minutes after the last call", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  try {
    const throttleOf = createSharedThrottles(store);
    const first = throttleOf("realm-h");
    expect(throttleOf("realm-h")).toBe(first);
    vi.advanceTimersByTime(119_000);
    throttleOf("realm-i");
    expect(throttleOf("realm-h"), "it may still know of a call that counts").toBe(first);
    vi.advanceTimersByTime(2_000);
    throttleOf("realm-j");
    expect(throttleOf("realm-h")).not.toBe(first);
  } finally {
    vi.useRealTimers();
  }
});

test("two ledgers that are open at a time keep one limit of batches, together", async () => {
  const limits = { perSecond: 100, perMinute: 500, batchesPerMinute: 2, secondMarginMs: 0, callMarginMs: -61_000, batchMarginMs: -61_000, othersMarginMs: -61_000 };
  const throttleOf = createSharedThrottles(store, limits);
  const taken: string[] = [];
  for (const ledger of ["run", "remedy", "run"]) void throttleOf("realm-k").take("batch").then(() => taken.push(ledger));
  await expect.poll(() => taken.length).toBe(2);
  await new Promise((resolve) => setTimeout(resolve, 300));
  // Whose turn comes first is the database's to say.
  expect(taken).toHaveLength(2);
});
