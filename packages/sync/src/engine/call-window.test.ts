import { describe, expect, it } from "vitest";
import { createCallWindow, type WindowTime } from "./call-window.js";

/** A clock that stands until everybody sleeps, then moves to whoever wakes first. */
function virtualTime(): WindowTime & { run(): Promise<void> } {
  let now = 0;
  let sleepers: { at: number; wake: () => void }[] = [];
  return {
    now: () => now,
    sleep: (milliseconds) => new Promise<void>((wake) => sleepers.push({ at: now + milliseconds, wake })),
    async run() {
      for (;;) {
        // Whoever can go on without time passing has gone on then.
        await new Promise((resolve) => setImmediate(resolve));
        const next = Math.min(...sleepers.map(({ at }) => at));
        if (next === Infinity) return;
        now = next;
        const due = sleepers.filter(({ at }) => at <= now);
        sleepers = sleepers.filter(({ at }) => at > now);
        for (const { wake } of due) wake();
      }
    },
  };
}

/**
 * Sends calls from some lanes; each arrives after `arrivesAfter` and is answered after `answeredAfter` milliseconds. Returns when they
 * arrived, in order.
 */
async function arrivals(count: number, { lanes = 8, arrivesAfter, answeredAfter }: { lanes?: number; arrivesAfter: (index: number) => number; answeredAfter: (index: number) => number }): Promise<number[]> {
  const time = virtualTime();
  const window = createCallWindow([{ most: 10, withinMs: 1_000 }], time);
  const arrived: number[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) {
      const index = next;
      next += 1;
      const call = await window.enter("write");
      arrived.push(time.now() + arrivesAfter(index));
      await time.sleep(answeredAfter(index));
      call.answered();
    }
  };
  const all = Promise.all(Array.from({ length: lanes }, lane));
  await time.run();
  await all;
  return arrived.sort((a, b) => a - b);
}

/** The most calls any second holds, wherever it starts. */
function busiest(times: readonly number[]): number {
  return Math.max(...times.map((start) => times.filter((time) => time >= start && time <= start + 1_000).length));
}

describe("a call window", () => {
  it("never lets the ledger see more than its limit in a second, although some calls travel slowly and others fast", async () => {
    const travel = (index: number) => (index % 7 < 3 ? 290 : 1);
    const arrived = await arrivals(200, { arrivesAfter: travel, answeredAfter: (index) => travel(index) + 300 });
    expect(busiest(arrived)).toBeLessThanOrEqual(10);
  });

  it("holds the limit while it does not know yet how quick the ledger can be", async () => {
    const travel = (index: number) => (index < 10 ? 290 - index : 1);
    const arrived = await arrivals(60, { lanes: 20, arrivesAfter: travel, answeredAfter: (index) => travel(index) + 300 });
    expect(busiest(arrived)).toBeLessThanOrEqual(10);
  });

  it("does not count the time the ledger needs for every call as time on the way: 500 calls of 300 ms go out within a minute", async () => {
    const arrived = await arrivals(500, { arrivesAfter: () => 5, answeredAfter: () => 310 });
    expect(busiest(arrived)).toBeLessThanOrEqual(10);
    expect(arrived.at(-1)).toBeLessThan(53_000);
  });

  it("holds the limit when a stall makes everything that is on its way arrive at once", async () => {
    const arrived = await arrivals(60, { arrivesAfter: (index) => (index >= 5 && index < 10 ? 380 - (index - 5) : 2), answeredAfter: (index) => (index >= 5 && index < 10 ? 390 : 10) });
    expect(busiest(arrived)).toBeLessThanOrEqual(10);
  });

  it("wastes next to nothing when answers come at once, and does not wait for slow ones", async () => {
    const quick = await arrivals(101, { arrivesAfter: () => 0, answeredAfter: () => 1 });
    expect(quick.at(-1)).toBeLessThan(10_500);
    const slow = await arrivals(101, { lanes: 60, arrivesAfter: () => 0, answeredAfter: () => 4_000 });
    expect(slow.at(-1)).toBeLessThan(14_500);
  });

  it.each([
    { calls: 59, batches: 41, gate: "batches", why: "forty batches went out, of which the first took 200 ms longer than the others" },
    { calls: 101, batches: 0, gate: "calls", why: "a hundred calls went out, of which the first took 200 ms longer than the others" },
  ] as const)("holds the limit of $gate in a minute: $why", async ({ calls, batches, gate }) => {
    const time = virtualTime();
    const window = createCallWindow([{ most: 10, withinMs: 1_000 }, { most: 100, withinMs: 60_000 }, { most: 40, withinMs: 60_000, isOfBatches: true }], time);
    const sent = { calls: [] as number[], batches: [] as number[] };
    const lane = async (isBatch: boolean, count: number): Promise<void> => {
      for (let call = 0; call < count; call += 1) {
        const entered = await window.enter(isBatch ? "batch" : "write");
        sent[isBatch ? "batches" : "calls"].push(time.now());
        await time.sleep((isBatch ? 300 : 100) + (call === 0 ? 200 : 0));
        entered.answered();
      }
    };
    const all = Promise.all([lane(false, calls), lane(true, batches)]);
    await time.run();
    await all;
    const [first, last, before] = [sent[gate][0], sent[gate].at(-1), sent[gate].at(-2)];
    expect(last).toBe((first ?? 0) + 60_000 + 200 + 20);
    expect(before).toBeLessThan(60_000);
  });

  it("does not count a call that was not sent, and learns nothing from it", async () => {
    const time = virtualTime();
    const window = createCallWindow([{ most: 1, withinMs: 60_000 }], time);
    (await window.enter("write")).withdrawn();
    await window.enter("write");
    expect(time.now()).toBe(0);
  });

  it("does not take a write for held up because reads are answered sooner", async () => {
    const time = virtualTime();
    const window = createCallWindow([{ most: 10, withinMs: 1_000 }], time);
    const sent: number[] = [];
    const all = (async () => {
      for (const [kind, count, answeredAfter] of [["read", 12, 10], ["write", 51, 300]] as const) {
        await Promise.all(Array.from({ length: count }, async () => {
          const call = await window.enter(kind);
          if (kind === "write") sent.push(time.now());
          await time.sleep(answeredAfter);
          call.answered();
        }));
      }
    })();
    await time.run();
    await all;
    // The first ten writes are not measured yet; the next forty keep a second and twenty milliseconds.
    expect((sent[50] ?? 0) - (sent[10] ?? 0)).toBe(4 * 1_020);
  });
});
