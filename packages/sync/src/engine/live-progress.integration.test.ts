import { afterEach, expect, onTestFailed, test } from "vitest";
import { syncFixture, type SyncFixture } from "../testing/sync-fixture.js";
import type { RunProgress } from "./engine-types.js";

let firm: SyncFixture;
afterEach(() => firm.close());

/** Answers of the ledger to writes wait here, the first `free` ones excepted. */
function holdWrites(free: number): { release(): void } {
  let release: () => void = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  const fetch = firm.emulator.fetch.bind(firm.emulator);
  let written = 0;
  firm.emulator.fetch = async (request) => {
    if (request.method === "POST" && request.url.includes("/invoice")) {
      written += 1;
      if (written > free) await released;
    }
    return fetch(request);
  };
  return { release };
}

async function settles<T>(ask: () => Promise<T>, isThere: (answer: T) => boolean): Promise<T> {
  let answer = await ask();
  for (const end = performance.now() + 30_000; performance.now() < end && !isThere(answer); ) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    answer = await ask();
  }
  return answer;
}

test("while a plan is applied, the run's row counts what has settled and no longer says that it waits for approval", async () => {
  firm = await syncFixture({ config: { lookEveryMs: 20, singlesInFlight: 2 } });
  await firm.map(firm.tax, firm.addItem("Tax return"));
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  for (let index = 1; index <= 5; index += 1) await firm.addInvoice(acme.id, [{ category: firm.tax, amount: `${index}.00` }]);
  await firm.addInvoice(acme.id, [{ category: firm.books, amount: "9.00" }]);
  const { runId, planId } = await firm.firstPlan();
  expect(await firm.run(runId)).toMatchObject({ state: "awaiting-approval", summary: "6 changes wait for your approval, 1 held." });

  const held = holdWrites(2);
  const heard: RunProgress[] = [];
  const stopListening = firm.engine.onProgress((progress) => heard.push(progress));
  await firm.engine.approvePlan({ firmId: firm.firmId, planId, actor: firm.actor });
  expect(await firm.run(runId)).toMatchObject({ state: "queued", summary: null });
  const working = firm.drain();
  // The row is written by a look at the clock's beat: what is counted in the tables may be one look ahead of what is counted as done.
  onTestFailed(() => held.release());
  const midway = await settles(() => firm.run(runId), ({ counts, done }) => (counts["created"] ?? 0) >= 3 && done >= 3);
  expect(midway).toMatchObject({ state: "running", phase: "apply", done: 3, total: 6, counts: { created: 3, blocked: 1, checking: 0 }, summary: "So far: sent 1 client, sent 2 invoices, 1 held." });
  const told = (events: RunProgress[]) => events.some(({ counts, isFinal }) => !isFinal && counts.created === 3);
  expect(told(await settles(async () => heard, told))).toBe(true);
  held.release();
  await working;
  stopListening();
  expect(await firm.run(runId)).toMatchObject({ state: "partial", phase: "done", counts: { created: 6, blocked: 1 } });
});

test("what was compared while the plan was made is still told after the plan was applied", async () => {
  firm = await syncFixture();
  await firm.addClient({ businessName: "Acme Inc" });
  const { runId, planId } = await firm.firstPlan();
  await firm.rows(`update hub.run set counts = counts || '{"unchanged": 7}'`);
  await firm.engine.approvePlan({ firmId: firm.firmId, planId, actor: firm.actor });
  await firm.drain();
  expect((await firm.run(runId)).counts).toMatchObject({ created: 1, unchanged: 7 });
});
