import { afterEach, expect, test } from "vitest";
import { isWrite } from "@tieout/testkit/checker";
import { syncFixture, type SyncFixture } from "../testing/sync-fixture.js";

let firm: SyncFixture;
afterEach(() => firm.close());

/** One invoice waits: its creation met an answer of which QuickBooks says that the subscription has ended, and only once. */
async function heldInvoice(): Promise<{ clientId: string; runId: string }> {
  firm = await syncFixture({ isThrottled: true });
  await firm.map(firm.tax, firm.addItem("Tax return"));
  await firm.enabled();
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  await firm.sync();
  await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "100.00" }]);
  // oxlint-disable-next-line unicorn/no-thenable -- the rule's own word, never awaited
  firm.emulator.fault({ when: { entity: "Invoice", operation: "create" }, then: { status: 200, fault: { code: "6190" } }, times: 1 });
  const run = await firm.sync();
  expect(run).toMatchObject({ state: "waiting", summary: "The QuickBooks subscription has ended. What waits is sent later." });
  expect(firm.records("Invoice")).toEqual([]);
  return { clientId: acme.id, runId: run.id };
}

const invoicesMade = () => firm.emulator.journal.filter((entry) => isWrite(entry) && entry.path.includes("/invoice")).length;

test("somebody who presses Sync now sends what a run waits with, in that run, and once", async () => {
  const { runId } = await heldInvoice();
  expect(await firm.sync({ kind: "invoices" })).toMatchObject({ state: "succeeded", summary: "Nothing to do: both sides agree." });
  expect(await firm.run(runId)).toMatchObject({ state: "succeeded", summary: "Sent 1 invoice." });
  expect(firm.records("Invoice")).toHaveLength(1);
  expect(invoicesMade()).toBe(2);
  expect(await firm.problems()).toEqual([]);
  expect(await firm.violations()).toEqual([]);
});

test("a tick that gets through wakes what waits, and the invoice is not six hours late", async () => {
  const { runId } = await heldInvoice();
  await firm.advance(3_700);
  for (const kind of ["clients", "invoices"] as const) await firm.engine.dispatchDue(kind);
  await firm.drain();
  expect(await firm.run(runId)).toMatchObject({ state: "succeeded", summary: "Sent 1 invoice." });
  expect(firm.records("Invoice")).toHaveLength(1);
  expect(await firm.problems()).toEqual([]);
});

test("one record's Sync goes first, then what waits goes on and sends nothing twice", async () => {
  const { clientId, runId } = await heldInvoice();
  const other = await firm.addInvoice(clientId, [{ category: firm.tax, amount: "50.00" }]);
  expect(await firm.sync({ scope: { invoiceIds: [other.id] } })).toMatchObject({ state: "succeeded", summary: "Sent 1 invoice. 1 invoice goes on now, with run 3." });
  expect(await firm.run(runId)).toMatchObject({ state: "succeeded" });
  expect(firm.records("Invoice").map((invoice) => invoice["TotalAmt"])).toEqual([50, 100]);
  expect(await firm.violations()).toEqual([]);
});

test("while the subscription stays ended, reading proves nothing: the problem stays one, each tick tries once, and no run says that both sides agree", async () => {
  const { runId } = await heldInvoice();
  // oxlint-disable-next-line unicorn/no-thenable -- the rule's own word, never awaited
  firm.emulator.fault({ when: { entity: "Invoice", operation: "create" }, then: { status: 200, fault: { code: "6190" } }, times: 0 });
  const before = invoicesMade();
  const [problem] = await firm.problems();
  const pressed = await firm.sync();
  expect(pressed.summary).toBe("Nothing new to do: 1 invoice goes on now, with run 3.");
  expect(await firm.run(runId)).toMatchObject({ state: "waiting" });
  // The press, and that the run after it got through.
  expect(invoicesMade() - before).toBe(2);
  expect(await firm.problems()).toMatchObject([{ id: problem?.id, kind: "subscription-ended" }]);
  expect(await firm.violations()).toEqual([]);
});

test("a plan that is only looked at wakes nobody, and says until when the invoice waits", async () => {
  const { runId } = await heldInvoice();
  const made = invoicesMade();
  const run = await firm.sync({ kind: "invoices", scope: { isPlanOnly: true } });
  expect(run.summary).toMatch(/^Nothing new to do: 1 invoice waits for QuickBooks until \d{1,2}:\d\d [AP]M\.$/);
  expect(await firm.run(runId)).toMatchObject({ state: "waiting" });
  expect(invoicesMade()).toBe(made);
});

test("a press while QuickBooks rests after a 429 calls nobody", async () => {
  const { runId } = await heldInvoice();
  await firm.rows("select hub.hub_now()");
  // oxlint-disable-next-line unicorn/no-thenable -- the rule's own word, never awaited
  firm.emulator.fault({ when: { entity: "Invoice", operation: "create" }, then: { status: 429, fault: { code: "3001" } }, times: 1 });
  await firm.sync();
  const before = firm.emulator.journal.length;
  await firm.sync();
  expect(firm.emulator.journal).toHaveLength(before);
  expect(await firm.run(runId)).toMatchObject({ state: "waiting", summary: "QuickBooks asked for a pause. What waits is sent later." });
});
