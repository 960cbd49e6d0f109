import type { CallKind } from "@tieout/domain";
import { describe, expect, it } from "vitest";
import { rollingThrottle, type ThrottleTime } from "./throttle.js";

/** A clock that moves only by sleeping. */
function virtualTime(): ThrottleTime & { at: () => number } {
  let now = 0;
  return {
    now: () => now,
    at: () => now,
    sleep: async (milliseconds) => {
      now += milliseconds;
    },
  };
}

const limits = { perSecond: 10, perMinute: 500, batchesPerMinute: 40, marginMs: 0 };

async function sendTimes(count: number, kind: CallKind, prepare?: (throttle: ReturnType<typeof rollingThrottle>) => Promise<void>) {
  const time = virtualTime();
  const throttle = rollingThrottle(limits, time);
  await prepare?.(throttle);
  const times: number[] = [];
  for (let index = 0; index < count; index++) {
    await throttle.take(kind);
    times.push(time.at());
  }
  return times;
}

/** The most calls any window of this length holds, wherever it starts. */
function busiest(times: readonly number[], window: number): number {
  return Math.max(...times.map((start) => times.filter((time) => time >= start && time < start + window).length));
}

describe("the throttle", () => {
  it("never lets more than 10 calls into any second nor 500 into any minute, and wastes neither", async () => {
    const times = await sendTimes(1_200, "write");
    expect(busiest(times, 1_000)).toBe(10);
    expect(busiest(times, 60_000)).toBe(500);
    expect(times.at(499)).toBe(49_000);
    expect(times.at(500)).toBe(60_000);
  });

  it("never lets more than 40 batches into any minute, and counts each as one call too", async () => {
    const times = await sendTimes(100, "batch");
    expect(busiest(times, 60_000)).toBe(40);
    expect(busiest(times, 1_000)).toBe(10);
  });

  it("stands still for everybody after QuickBooks asked for a pause", async () => {
    const [first] = await sendTimes(1, "write", (throttle) => throttle.pause(60));
    expect(first).toBe(60_000);
  });

  it("serves callers in the order they came", async () => {
    const throttle = rollingThrottle({ ...limits, perSecond: 1 }, virtualTime());
    const served: number[] = [];
    await Promise.all([1, 2, 3].map((caller) => throttle.take("write").then(() => served.push(caller))));
    expect(served).toEqual([1, 2, 3]);
  });
});
