import { afterEach, describe, expect, it, vi } from "vitest";
import type { Flow } from "./flow.js";
import { commitCall, deliver, type ReadyChange } from "./outbox.js";
import { minuteOfBatches, sendAll, sendPlan, type NextChanges } from "./send.js";
import type { RunContext } from "./run-context.js";

vi.mock("./outbox.js", () => ({
  commitCall: vi.fn<typeof commitCall>(async (_run, _flow, changes) => changes as never),
  deliver: vi.fn<typeof deliver>(async () => {}),
}));
afterEach(() => vi.clearAllMocks());

const config = { thriftyLimit: 300, singlesInFlight: 8, batchesInFlight: 6, batchSize: 30, batchesPerMinute: 40 } as RunContext["config"];
const run = { config } as RunContext;

/** All of them at the first asking. */
function chunksOf(count: number): NextChanges {
  const chunks = count > 0 ? [Array.from({ length: count }, () => ({}) as ReadyChange)] : [];
  return async () => chunks.shift() ?? [];
}

/** What goes out when so many changes wait: calls of a batch, with their sizes, and single ones. */
async function sent(count: number, plan: Parameters<typeof sendAll>[2]): Promise<{ batches: number[]; singles: number }> {
  await sendAll(run, {} as Flow, plan, chunksOf(count), async () => {});
  expect(vi.mocked(deliver)).toHaveBeenCalledTimes(vi.mocked(commitCall).mock.calls.length);
  const calls = vi.mocked(commitCall).mock.calls.map(([, , changes, isBatch]) => ({ size: changes.length, isBatch }));
  vi.clearAllMocks();
  return { batches: calls.flatMap(({ size, isBatch }) => (isBatch ? [size] : [])), singles: calls.filter(({ isBatch }) => !isBatch).length };
}

describe("how much goes out at once", () => {
  it.each([
    { pending: 300, isOverBudget: false, singles: 8, batches: 0, why: "single writes are free and soon done" },
    { pending: 301, isOverBudget: false, singles: 0, batches: 6, why: "batches are quicker" },
    { pending: 1_200, isOverBudget: false, singles: 0, batches: 6, why: "one minute's batches carry it" },
    { pending: 1_201, isOverBudget: false, singles: 4, batches: 6, why: "one minute's batches do not carry it" },
    { pending: 5_000, isOverBudget: true, singles: 8, batches: 0, why: "the month's metered calls are used up" },
  ])("$pending pending, over budget: $isOverBudget: $why", ({ pending, isOverBudget, singles, batches }) => {
    expect(sendPlan({ config }, pending, isOverBudget)).toMatchObject({ singles, batches });
  });

  it("has forty batches in any minute, wherever it starts, and one again when the throttle would let it go", () => {
    let now = 0;
    const takeBatch = minuteOfBatches(40, () => now);
    for (let taken = 0; taken < 40; taken += 1) {
      expect(takeBatch()).toBe(true);
      now += 1_000;
    }
    expect(takeBatch()).toBe(false);
    now = 60_999;
    expect(takeBatch()).toBe(false);
    now = 61_000;
    expect(takeBatch()).toBe(true);
    expect(takeBatch()).toBe(false);
  });

  it("1,200 changes take the forty batches of a minute, also when flows before had nothing to send", async () => {
    const plan = sendPlan(run, 1_200, false);
    expect(await sent(0, plan)).toEqual({ batches: [], singles: 0 });
    expect(await sent(0, plan)).toEqual({ batches: [], singles: 0 });
    expect(await sent(1_200, plan)).toEqual({ batches: Array.from({ length: 40 }, () => 30), singles: 0 });
  });

  it("when a minute's batches are used up, their lanes send single writes", async () => {
    const plan = sendPlan(run, 1_210, false);
    await sent(1_200, { ...plan, singles: 0 });
    expect(await sent(10, { ...plan, singles: 0 })).toEqual({ batches: [], singles: 10 });
  });

  it("where single writes go beside batches, every lane begins with one, so that the first second is full", async () => {
    await sendAll(run, {} as Flow, sendPlan(run, 5_000, false), chunksOf(300), async () => {});
    const forms = vi.mocked(commitCall).mock.calls.map(([, , , isBatch]) => isBatch);
    expect(forms.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => false));
    expect(forms).toContain(true);
  });

  it("where single writes go beside batches, the last few go by themselves; else as a batch", async () => {
    expect(await sent(46, sendPlan(run, 5_000, false))).toEqual({ batches: [30], singles: 16 });
    expect(await sent(40, sendPlan(run, 1_000, false))).toEqual({ batches: [30, 10], singles: 0 });
  });
});
