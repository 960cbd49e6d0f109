import { dayIn, type UndoVerdict } from "@tieout/domain";
import { updateTimeEntry, type PracticeContext } from "@tieout/practice";
import { isWrite } from "@tieout/testkit/checker";
import type { UndoScope } from "@tieout/store";
import { afterEach, expect, test } from "vitest";
import { mortal } from "../testing/mortal.js";
import { readyFirm } from "../testing/ready-firm.js";
import type { SyncFixture } from "../testing/sync-fixture.js";

let firm: SyncFixture;
afterEach(() => firm.close());

/** A firm with the first plan behind it, so that a run holds only what a test puts in it. */
async function ready(options: Parameters<typeof readyFirm>[0] = {}) {
  firm = await readyFirm(options);
  await firm.enabled();
  await firm.addClient({ businessName: "Bystander LLC" });
  await firm.sync();
}

type Row = { id: string; side: string; operation: string; label: string; state: string; verdict: UndoVerdict; reason: string | null; flow: string; fields: { path: string; before: unknown; after: unknown }[] };

/** The plan of an undo, open. */
async function plan(undo: UndoScope): Promise<{ planId: string; runId: string; rows: Row[] }> {
  const { runId } = await firm.engine.planUndo({ firmId: firm.firmId, connectionId: firm.connectionId, undo, trigger: "user", requestedBy: "Ana" });
  await firm.drain();
  const [row] = await firm.rows<{ id: string; state: string }>("select id, state from hub.plan where run_id = $1", [runId]);
  expect(row).toMatchObject({ state: "open" });
  return { planId: row?.id ?? "", runId, rows: (await firm.changes(row?.id ?? "")) as unknown as Row[] };
}

async function approve(planId: string): Promise<string> {
  const { runId } = await firm.engine.approvePlan({ firmId: firm.firmId, planId, actor: firm.actor });
  await firm.drain();
  return runId;
}

/** Planned and approved at once. */
async function undo(scope: UndoScope): Promise<Row[]> {
  const { planId, rows } = await plan(scope);
  await approve(planId);
  return rows;
}

/** Three cycles after it, nothing was written any more, and no promise is broken. */
async function staysSo(): Promise<void> {
  const before = firm.emulator.journal.at(-1)?.seq ?? 0;
  for (let cycle = 0; cycle < 3; cycle += 1) {
    await firm.advance(3_600);
    await firm.drain();
    expect(await firm.sync()).toMatchObject({ summary: "Nothing to do: both sides agree." });
  }
  expect(firm.emulator.journal.filter((entry) => entry.seq > before && isWrite(entry))).toEqual([]);
  expect(firm.logs).toEqual([]);
  expect(await firm.violations({ restFrom: before })).toEqual([]);
}

async function lastRunId(): Promise<string> {
  const [run] = await firm.rows<{ id: string }>("select run_id as id from hub.change where state = 'applied' order by applied_at desc, seq desc limit 1");
  return run?.id ?? "";
}

async function lastChangeId(): Promise<string> {
  const [change] = await firm.rows<{ id: string }>("select id from hub.change where state = 'applied' order by applied_at desc, seq desc limit 1");
  return change?.id ?? "";
}

const oneInvoice = async (amount = "500.00") => {
  const client = await firm.addClient({ businessName: "Bird Sanctuary LLC" });
  await firm.sync();
  const invoice = await firm.addInvoice(client.id, [{ category: firm.tax, amount }]);
  await firm.sync();
  return { client, invoice, changeId: await lastChangeId() };
};
const shown = async (kind: string, id: string) => (await firm.rows<{ state: string; reason: string }>("select state, reason from hub.record_sync where kind = $1 and record_id = $2", [kind, id]))[0];
const invoiceRow = async (id: string) => (await firm.rows<{ status: string; ledger_total: string | null }>("select status, ledger_total from hub.invoice where id = $1", [id]))[0];
const customer = (id: string) => firm.records("Customer").find((record) => record.Id === id);
const customerOf = async (clientId: string) => (await firm.rows<{ ledger_id: string }>("select ledger_id from hub.link where kind = 'client' and record_id = $1 and unlinked_at is null", [clientId]))[0]?.ledger_id ?? "";

test("a sent invoice is voided there, waits here as before, and is not sent again until somebody includes it", async () => {
  await ready();
  const { invoice, changeId } = await oneInvoice();
  const { planId, runId, rows } = await plan({ changeId });
  expect(rows).toMatchObject([{ side: "ledger", operation: "void", state: "planned", verdict: "revert", fields: [{ path: "status" }, { path: "total", before: "500.00", after: "0.00" }] }]);
  expect(await firm.run(runId)).toMatchObject({ state: "awaiting-approval", summary: "Waits for approval: 1 to take back." });
  expect(firm.records("Invoice")).toMatchObject([{ TotalAmt: 500 }]);

  expect(await firm.run(await approve(planId))).toMatchObject({ state: "succeeded", summary: "Voided 1 invoice in QuickBooks." });
  expect(firm.records("Invoice")).toMatchObject([{ TotalAmt: 0 }]);
  expect(await invoiceRow(invoice.id)).toEqual({ status: "new", ledger_total: null });
  expect(await shown("invoice", invoice.id)).toEqual({ state: "set-aside", reason: "taken back by Ana" });
  await staysSo();

  // The undo of the undo: the invoice takes part again, and goes as a new one.
  const again = await undo({ changeId: await lastChangeId() });
  expect(again).toMatchObject([{ side: "hub", operation: "update", fields: [{ path: "isSetAside", before: true, after: false }] }]);
  await firm.sync();
  expect(firm.records("Invoice").map((record) => record["TotalAmt"])).toEqual([0, 500]);
  expect(await shown("invoice", invoice.id)).toMatchObject({ state: "synced" });
  await staysSo();
});

test("a paid invoice is not voided: a credit memo is proposed by the figures, and approving writes nothing", async () => {
  await ready();
  const { changeId, client } = await oneInvoice();
  const [sent] = firm.records("Invoice");
  firm.bookkeeper.create("Payment", { CustomerRef: { value: await customerOf(client.id) }, TotalAmt: 200, Line: [{ Amount: 200, LinkedTxn: [{ TxnId: sent?.Id ?? "", TxnType: "Invoice" }] }] });
  const rows = await undo({ changeId });
  expect(rows).toMatchObject([{ verdict: "compensate", state: "skipped", reason: expect.stringContaining("200.00 of it was paid") }]);
  expect(rows[0]?.reason).toContain("Write a credit memo of 500.00 USD for Bird Sanctuary LLC in QuickBooks (subtotal 500.00, tax 0.00)");
  expect(rows[0]?.fields).toContainEqual({ path: "total", before: null, after: "500.00" });
  expect(firm.records("Invoice")).toMatchObject([{ TotalAmt: 500 }]);
  await staysSo();
});

test("an e-mailed invoice takes a credit memo too", async () => {
  await ready();
  const { changeId } = await oneInvoice();
  const [sent] = firm.records("Invoice");
  firm.bookkeeper.change("Invoice", sent?.Id ?? "", { EmailStatus: "EmailSent" });
  expect((await plan({ changeId })).rows).toMatchObject([{ verdict: "compensate", reason: expect.stringContaining("it was e-mailed from QuickBooks") }]);
});

test("an invoice in the closed books, one that was edited and one that is gone stay as they are, and each says why", async () => {
  await ready();
  const { changeId } = await oneInvoice();
  firm.bookkeeper.setPreferences({ AccountingInfoPrefs: { BookCloseDate: "2026-11-30" } });
  expect((await plan({ changeId })).rows).toMatchObject([{ verdict: "impossible", state: "skipped", reason: "It is dated Nov 2, 2026, and the books are closed through Nov 30, 2026." }]);
  firm.bookkeeper.setPreferences({ AccountingInfoPrefs: { BookCloseDate: null } });
  const [sent] = firm.records("Invoice");
  firm.bookkeeper.change("Invoice", sent?.Id ?? "", { DueDate: "2026-12-31" });
  expect((await plan({ changeId })).rows).toMatchObject([{ verdict: "impossible", reason: "Somebody changed it in QuickBooks since: Due date." }]);
  firm.bookkeeper.remove("Invoice", sent?.Id ?? "");
  expect((await plan({ changeId })).rows).toMatchObject([{ verdict: "impossible", reason: "It is not in QuickBooks any more." }]);
  // Each plan of the same took the place of the one before.
  expect(await firm.rows("select state from hub.plan where kind = 'undo' order by created_at")).toEqual([{ state: "discarded" }, { state: "discarded" }, { state: "open" }]);
});

test("what changed between plan and approval is not applied", async () => {
  await ready();
  const { changeId, invoice } = await oneInvoice();
  const { planId } = await plan({ changeId });
  const [sent] = firm.records("Invoice");
  firm.bookkeeper.change("Invoice", sent?.Id ?? "", { CustomerMemo: { value: "Thank you" } });
  await approve(planId);
  expect(firm.records("Invoice")).toMatchObject([{ TotalAmt: 500 }]);
  expect(await firm.changes(planId)).toMatchObject([{ state: "moved" }]);
  expect(await invoiceRow(invoice.id)).toMatchObject({ status: "processed_externally" });
});

test("a new customer is made inactive and left out; including it again wakes the same one", async () => {
  await ready();
  const client = await firm.addClient({ businessName: "Bird Sanctuary LLC" });
  await firm.sync();
  const id = await customerOf(client.id);
  expect(await undo({ changeId: await lastChangeId() })).toMatchObject([{ side: "ledger", operation: "deactivate", verdict: "revert" }]);
  expect(customer(id)).toMatchObject({ Active: false });
  expect(await shown("client", client.id)).toMatchObject({ state: "set-aside" });
  await staysSo();
  await firm.engine.includeAgain({ firmId: firm.firmId, connectionId: firm.connectionId, records: [{ kind: "client", recordId: client.id }], actor: firm.actor });
  await firm.drain();
  expect(customer(id)).toMatchObject({ Active: true });
  expect(firm.records("Customer")).toHaveLength(2);
});

test("a customer under which an invoice stays is not made inactive", async () => {
  await ready();
  const client = await firm.addClient({ businessName: "Bird Sanctuary LLC" });
  await firm.sync();
  const changeId = await lastChangeId();
  await firm.addInvoice(client.id, [{ category: firm.tax, amount: "10.00" }]);
  await firm.sync();
  expect((await plan({ changeId })).rows).toMatchObject([{ verdict: "impossible", reason: expect.stringMatching(/^Invoice \S+ stands under this client/) }]);
});

test("an edited name goes back on both sides, and its undo brings the edit back", async () => {
  await ready();
  const client = await firm.addClient({ businessName: "Bird Sanctuary LLC" });
  await firm.sync();
  const id = await customerOf(client.id);
  const nameHere = async () => (await firm.rows<{ display_name: string }>("select display_name from hub.client where id = $1", [client.id]))[0]?.display_name;
  await firm.rows("update hub.client set business_name = 'Owl House', display_name = 'Owl House', normalized_name = 'owl house', phone = '555-0100' where id = $1", [client.id]);
  await firm.sync();
  expect(customer(id)).toMatchObject({ DisplayName: "Owl House" });

  expect(await undo({ changeId: await lastChangeId() })).toMatchObject([{ flow: "client.restore", operation: "update", fields: [{ path: "displayName", before: "Owl House", after: "Bird Sanctuary LLC" }, { path: "phone", before: "555-0100", after: null }] }]);
  expect(customer(id)).toMatchObject({ DisplayName: "Bird Sanctuary LLC", CompanyName: "Bird Sanctuary LLC" });
  expect(await nameHere()).toBe("Bird Sanctuary LLC");
  await staysSo();

  await undo({ changeId: await lastChangeId() });
  expect(customer(id)).toMatchObject({ DisplayName: "Owl House" });
  expect(await nameHere()).toBe("Owl House");
  await staysSo();
});

test("a name that came from QuickBooks goes back here only, and nothing travels until one of the two is edited", async () => {
  await ready();
  const client = await firm.addClient({ businessName: "Bird Sanctuary LLC" });
  await firm.sync();
  const id = await customerOf(client.id);
  const nameHere = async () => (await firm.rows<{ display_name: string }>("select display_name from hub.client where id = $1", [client.id]))[0]?.display_name;
  firm.bookkeeper.change("Customer", id, { DisplayName: "Owl House" });
  await firm.sync();
  expect(await nameHere()).toBe("Owl House");
  expect(await undo({ changeId: await lastChangeId() })).toMatchObject([{ side: "hub", operation: "update", fields: [{ path: "displayName", before: "Owl House", after: "Bird Sanctuary LLC" }] }]);
  expect(await nameHere()).toBe("Bird Sanctuary LLC");
  expect(customer(id)).toMatchObject({ DisplayName: "Owl House" });
  await staysSo();
  firm.bookkeeper.change("Customer", id, { DisplayName: "Owl Palace" });
  await firm.sync();
  expect(await nameHere()).toBe("Owl Palace");
});

test("a client made of a customer is switched off here and left out, while the customer stays", async () => {
  await ready();
  const { Id } = firm.bookkeeper.create("Customer", { DisplayName: "Bird Sanctuary LLC" });
  await firm.sync();
  const active = async () => (await firm.rows<{ is_active: boolean }>("select is_active from hub.client where display_name = 'Bird Sanctuary LLC'")).map((row) => row.is_active);
  expect(await undo({ changeId: await lastChangeId() })).toMatchObject([{ side: "hub", operation: "deactivate" }]);
  expect(await active()).toEqual([false]);
  expect(customer(Id)).toMatchObject({ Active: true });
  await staysSo();
  await undo({ changeId: await lastChangeId() });
  expect(await active()).toEqual([true]);
  await staysSo();
});

test("sent time is deleted there and its approved entry stays here; edited time goes back there", async () => {
  await ready();
  const client = await firm.addClient({ businessName: "Bird Sanctuary LLC" });
  await firm.sync();
  const [id = ""] = await firm.addTime(client.id, [{ day: "2026-11-03", minutes: 60 }]);
  await firm.sync();
  const created = await lastChangeId();
  const context: PracticeContext = firm.context;
  await updateTimeEntry(context, { id, minutes: 90 } as Parameters<typeof updateTimeEntry>[1]);
  await firm.sync();
  expect(firm.records("TimeActivity")).toMatchObject([{ Hours: 1, Minutes: 30 }]);

  expect(await undo({ changeId: await lastChangeId() })).toMatchObject([{ operation: "update", fields: [{ path: "minutes", before: 90, after: 60 }] }]);
  expect(firm.records("TimeActivity")).toMatchObject([{ Hours: 1, Minutes: 0 }]);
  expect(await shown("time-entry", id)).toMatchObject({ state: "set-aside" });
  await staysSo();

  expect(await undo({ changeId: created })).toMatchObject([{ operation: "delete", verdict: "revert" }]);
  expect(firm.records("TimeActivity")).toEqual([]);
  expect(await firm.rows("select status, minutes from hub.time_entry where id = $1", [id])).toEqual([{ status: "approved", minutes: 90 }]);
  await staysSo();
});

test("a whole run goes back, documents before the client they stand on", async () => {
  await ready();
  const client = await firm.addClient({ businessName: "Bird Sanctuary LLC" });
  await firm.addInvoice(client.id, [{ category: firm.tax, amount: "10.00" }]);
  await firm.addInvoice(client.id, [{ category: firm.books, amount: "20.00" }]);
  await firm.addTime(client.id, [{ day: "2026-11-03", minutes: 60 }]);
  await firm.sync();
  const customerId = await customerOf(client.id);
  const runId = await lastRunId();
  const { planId, rows } = await plan({ runId });
  expect(rows.map(({ operation, verdict }) => `${operation} ${verdict}`).sort()).toEqual(["deactivate revert", "delete revert", "void revert", "void revert"]);
  const undone = await approve(planId);
  expect(await firm.run(undone)).toMatchObject({ state: "succeeded" });
  expect(firm.records("Invoice").map((record) => record["TotalAmt"])).toEqual([0, 0]);
  expect(firm.records("TimeActivity")).toEqual([]);
  expect(customer(customerId)).toMatchObject({ Active: false });
  await staysSo();

  // The undo of that run lets everything in again: the same customer wakes, and each document goes once more, as a new one.
  expect((await undo({ runId: undone })).map(({ side, verdict }) => `${side} ${verdict}`)).toEqual(["hub revert", "hub revert", "hub revert", "hub revert"]);
  await firm.sync();
  await firm.sync();
  expect(firm.records("Customer")).toHaveLength(2);
  expect(customer(customerId)).toMatchObject({ Active: true });
  expect(firm.records("Invoice").map((record) => Number(record["TotalAmt"])).sort((a, b) => a - b)).toEqual([0, 0, 10, 21.6]);
  expect(firm.records("TimeActivity")).toHaveLength(1);
  expect(await firm.problems()).toEqual([]);
  await staysSo();
});

test("a day over two runs goes back to how it began, by the firm's own calendar", async () => {
  await ready();
  const client = await firm.addClient({ businessName: "Bird Sanctuary LLC" });
  await firm.sync();
  await firm.advance(2 * 86_400);
  const rename = (name: string) => firm.rows("update hub.client set business_name = $2, display_name = $2, normalized_name = lower($2) where id = $1", [client.id, name]);
  await rename("Owl House");
  await firm.sync();
  await rename("Owl Palace");
  await firm.sync();
  const [today] = await firm.rows<{ day: string; utc: string }>("select (hub.hub_now() at time zone 'America/New_York')::date::text as day, hub.hub_now()::text as utc");
  expect(today?.day).toBe(dayIn("America/New_York", new Date((today?.utc ?? "").replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00"))));
  const rows = await undo({ day: today?.day ?? "" });
  expect(rows).toMatchObject([{ fields: [{ path: "displayName", before: "Owl Palace", after: "Bird Sanctuary LLC" }] }]);
  expect(customer(await customerOf(client.id))).toMatchObject({ DisplayName: "Bird Sanctuary LLC" });
  await staysSo();
  // What was done and taken back within the day leaves nothing.
  expect((await plan({ day: today?.day ?? "" })).rows).toMatchObject([{ verdict: "impossible", reason: "Nothing is left of it: it was taken back before." }]);
  await expect(plan({ day: "2020-01-01" })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("an undo that dies half way is finished by another process, and each document is voided once", async () => {
  await ready();
  const client = await firm.addClient({ businessName: "Bird Sanctuary LLC" });
  for (const amount of ["10.00", "20.00", "30.00"]) await firm.addInvoice(client.id, [{ category: firm.tax, amount }]);
  await firm.sync();
  const { planId } = await plan({ runId: await lastRunId() });
  const victim = mortal(firm.store, 22);
  const doomed = firm.engineOf("two", { singlesInFlight: 1 }, { store: () => victim.store, network: victim.network });
  await firm.engine.approvePlan({ firmId: firm.firmId, planId, actor: firm.actor });
  await Promise.race([doomed.workOnce(), victim.death]);
  expect(firm.records("Invoice").filter((record) => record["TotalAmt"] === 0).length).toBeLessThan(3);
  await firm.advance(200);
  await firm.drain();
  expect(firm.records("Invoice").map((record) => record["TotalAmt"])).toEqual([0, 0, 0]);
  expect(firm.records("Invoice").map((record) => record.SyncToken)).toEqual(["1", "1", "1"]);
  expect(customer(await customerOf(client.id))).toMatchObject({ Active: false });
  await staysSo();
});
