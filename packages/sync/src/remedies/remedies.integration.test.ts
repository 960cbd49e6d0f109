import { listProblems } from "@tieout/store";
import { afterEach, expect, test } from "vitest";
import { syncFixture, type SyncFixture } from "../testing/sync-fixture.js";
import type { RemedyKind } from "@tieout/domain";

let firm: SyncFixture;
afterEach(() => firm.close());

async function ready(options: Parameters<typeof syncFixture>[0] = {}) {
  firm = await syncFixture(options);
  await firm.map(firm.tax, firm.addItem("Tax return"));
  await firm.enabled();
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  await firm.sync();
  return acme;
}

async function resolve(remedy: RemedyKind, more: { values?: Record<string, string>; problemId?: string; recordIds?: string[]; reason?: string } = {}) {
  const [first] = await firm.problems();
  const result = await firm.engine.resolve({ firmId: firm.firmId, problemId: first?.id, actor: firm.actor, remedy, ...more });
  await firm.drain();
  expect(firm.logs).toEqual([]);
  return result;
}

const invoice = async (id: string) => (await firm.rows<{ status: string; number: string | null }>("select status, number from hub.invoice where id = $1", [id]))[0];

test("a record is set aside with its reason, stays out of every sync, and comes back when it is included again", async () => {
  const acme = await ready();
  const held = await firm.addInvoice(acme.id, [{ category: firm.books, amount: "10.00" }]);
  await firm.sync();
  await resolve("set-aside", { reason: "billed by hand" });
  expect(await firm.problems()).toEqual([]);
  expect(await firm.stateOf("invoice", held.id)).toBe("set-aside");
  await firm.map(firm.books, firm.addItem("Bookkeeping"));
  await firm.sync();
  expect(firm.records("Invoice")).toEqual([]);
  await firm.engine.includeAgain({ firmId: firm.firmId, connectionId: firm.connectionId, records: [{ kind: "invoice", recordId: held.id }], actor: firm.actor });
  await firm.drain();
  expect(firm.records("Invoice")).toHaveLength(1);
  expect(await firm.stateOf("invoice", held.id)).toBe("synced");
});

test("documents of a client that was set aside wait, say why, and go with the client when it is included again", async () => {
  const acme = await ready();
  const held = await firm.addClient({ businessName: "Held Ltd" });
  const setAside = { firmId: firm.firmId, connectionId: firm.connectionId, records: [{ kind: "client" as const, recordId: held.id }], actor: firm.actor };
  await firm.engine.setAside({ ...setAside, reason: "not ours any more" });
  const waiting = await firm.addInvoice(held.id, [{ category: firm.tax, amount: "10.00" }]);
  await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "20.00" }]);
  await firm.sync();
  expect(firm.records("Invoice")).toHaveLength(1);
  const [shown] = await firm.rows("select state, reason from hub.record_sync where record_id = $1", [waiting.id]);
  expect(shown).toEqual({ state: "blocked", reason: "Held Ltd is set aside" });
  const { released, runId } = await firm.engine.includeAgain(setAside);
  expect(released).toBe(1);
  await firm.drain();
  expect(await firm.run(runId ?? "")).toMatchObject({ state: "succeeded", summary: "Sent 1 client, sent 1 invoice." });
  expect(await firm.engine.includeAgain(setAside)).toEqual({ released: 0, runId: null });
});

test("handled in QuickBooks counts as settled, sends nothing, and can be taken back", async () => {
  const acme = await ready();
  const held = await firm.addInvoice(acme.id, [{ category: firm.books, amount: "10.00" }]);
  await firm.sync();
  await resolve("mark-external");
  expect(await invoice(held.id)).toMatchObject({ status: "processed_externally" });
  expect(await firm.stateOf("invoice", held.id)).toBe("external");
  await firm.engine.includeAgain({ firmId: firm.firmId, connectionId: firm.connectionId, records: [{ kind: "invoice", recordId: held.id }], actor: firm.actor });
  await firm.drain();
  expect(await invoice(held.id)).toMatchObject({ status: "new" });
  expect(await firm.problems()).toMatchObject([{ kind: "mapping-missing" }]);
});

test("mapping one code fixes every invoice that waits for it, and a remedy that a problem does not have is refused", async () => {
  const acme = await ready();
  for (const amount of ["1.00", "2.00"]) await firm.addInvoice(acme.id, [{ category: firm.books, amount }]);
  const item = firm.addItem("Bookkeeping");
  await firm.sync();
  await expect(resolve("reconnect")).rejects.toThrow(/not a remedy/);
  await expect(resolve("map-category", { values: { itemId: "999" } })).rejects.toThrow(/no such service/);
  expect(await resolve("map-category", { values: { itemId: item } })).toMatchObject({ released: 2 });
  expect(firm.records("Invoice")).toHaveLength(2);
  expect(await firm.problems()).toEqual([]);
});

test("an invoice that lacks two services goes on with the second one only, and each answer says what is still held", async () => {
  firm = await syncFixture({ config: { chunkSize: 2 } });
  await firm.enabled();
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  await firm.addInvoice(acme.id, [{ category: firm.books, amount: "1.00" }]);
  await firm.addInvoice(acme.id, [{ category: firm.books, amount: "2.00" }, { category: firm.tax, amount: "3.00" }]);
  const [bookkeeping, taxReturn] = [firm.addItem("Bookkeeping"), firm.addItem("Tax return")];
  await firm.sync();
  const inVain = await firm.engine.mappingChanged({ firmId: firm.firmId, connectionId: firm.connectionId, actor: firm.actor });
  expect(inVain).toMatchObject({ released: 0, stillHeld: 2 });
  await firm.drain();
  expect(await firm.run(inVain.runId ?? "")).toMatchObject({ summary: "2 held for 2 causes, most often: BOOKS has no QuickBooks service." });
  const books = (await firm.problems()).find(({ facts }) => facts["code"] === "BOOKS");
  expect(await resolve("map-category", { problemId: books?.id, values: { itemId: bookkeeping } })).toMatchObject({ released: 1, stillHeld: 1, heldBy: [(await firm.problems()).find(({ facts }) => facts["code"] === "TAX")?.id] });
  expect(firm.records("Invoice")).toHaveLength(1);
  await firm.map(firm.tax, taxReturn);
  expect(await firm.engine.mappingChanged({ firmId: firm.firmId, connectionId: firm.connectionId, actor: firm.actor })).toMatchObject({ released: 1, stillHeld: 0 });
  await firm.drain();
  expect(firm.records("Invoice")).toHaveLength(2);
});

test("a problem that was answered names the run that sends its records until that run has tried", async () => {
  const acme = await ready();
  const some = await firm.addInvoice(acme.id, [{ category: firm.books, amount: "1.00" }]);
  await firm.addInvoice(acme.id, [{ category: firm.books, amount: "2.00" }]);
  const itemId = firm.addItem("Bookkeeping");
  await firm.sync();
  const [problem] = await firm.problems();
  const shown = async (state: string) => (await firm.inFirm((session) => listProblems(session, { states: [state] }, { first: 10, after: null }))).rows.map(({ id, sendingRunId }) => ({ id, sendingRunId }));
  const answer = (recordIds?: string[]) => firm.engine.resolve({ firmId: firm.firmId, problemId: problem?.id, actor: firm.actor, remedy: "map-category", values: { itemId }, ...(recordIds && { recordIds }) });
  // An answer for some of its records is none for the rest.
  await answer([some.id]);
  expect(await shown("open")).toEqual([{ id: problem?.id, sendingRunId: null }]);
  const { runId } = await answer();
  expect(await shown("open")).toEqual([{ id: problem?.id, sendingRunId: runId }]);
  await firm.drain();
  expect(await shown("resolved")).toEqual([{ id: problem?.id, sendingRunId: null }]);
});

test("a number that is taken gets the next one of the firm", async () => {
  const acme = await ready({ firm: { invoiceNumbering: "hub" } });
  firm.bookkeeper.setPreferences({ SalesFormsPrefs: { CustomTxnNumbers: true } });
  const twin = await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "5.00" }]);
  const number = (await invoice(twin.id))?.number ?? "";
  // oxlint-disable-next-line unicorn/no-thenable -- the rule's own word, never awaited
  firm.emulator.fault({ when: { entity: "Invoice", operation: "create", match: `"DocNumber":"${number}"` }, then: { status: 400, fault: { code: "6140" } } });
  await firm.sync();
  expect(await firm.problems()).toMatchObject([{ kind: "number-taken" }]);
  await resolve("use-next-number");
  expect((await invoice(twin.id))?.number).not.toBe(number);
  expect(firm.records("Invoice")).toMatchObject([{ DocNumber: (await invoice(twin.id))?.number }]);
  expect(await firm.problems()).toEqual([]);
});

test("the next number is one that QuickBooks has not used either; where QuickBooks gives the numbers it gives this one, too", async () => {
  const acme = await ready({ firm: { invoiceNumbering: "hub" } });
  firm.bookkeeper.setPreferences({ SalesFormsPrefs: { CustomTxnNumbers: true } });
  await firm.sync();
  const mine = await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "5.00" }]);
  const number = Number((await invoice(mine.id))?.number);
  const byHand = (DocNumber: string) => firm.bookkeeper.create("Invoice", { DocNumber, CustomerRef: { value: String(firm.records("Customer")[0]?.Id) }, Line: [{ Amount: 1, DetailType: "SalesItemLineDetail", SalesItemLineDetail: { ItemRef: { value: "1" } } }] });
  byHand(String(number));
  byHand(String(number + 1));
  await firm.sync();
  expect(await firm.problems()).toMatchObject([{ kind: "number-taken" }]);
  await resolve("use-next-number");
  expect((await invoice(mine.id))?.number).toBe(String(number + 2));
  expect(await firm.problems()).toEqual([]);
  expect(new Set(firm.records("Invoice").map(({ DocNumber }) => DocNumber)).size).toBe(3);

  await firm.close();
  const other = await ready();
  const theirs = await firm.addInvoice(other.id, [{ category: firm.tax, amount: "5.00" }]);
  // oxlint-disable-next-line unicorn/no-thenable -- the rule's own word, never awaited
  firm.emulator.fault({ when: { entity: "Invoice", operation: "create" }, then: { status: 400, fault: { code: "6140" } } });
  await firm.sync();
  await resolve("use-next-number");
  expect(firm.records("Invoice")).toMatchObject([{ DocNumber: (await invoice(theirs.id))?.number }]);
});

test("an invoice that is already there is linked instead of sent, and one of another customer is refused", async () => {
  const acme = await ready({ firm: { invoiceNumbering: "hub" } });
  const twin = await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "5.00" }]);
  // oxlint-disable-next-line unicorn/no-thenable -- the rule's own word, never awaited
  firm.emulator.fault({ when: { entity: "Invoice", operation: "create" }, then: { status: 400, fault: { code: "6140" } } });
  await firm.sync();
  const customer = String(firm.records("Customer")[0]?.Id);
  const other = firm.bookkeeper.create("Customer", { DisplayName: "Somebody else" });
  const lines = [{ Amount: 5, DetailType: "SalesItemLineDetail", SalesItemLineDetail: { ItemRef: { value: String(firm.records("Item").at(-1)?.Id) } } }];
  const theirs = firm.bookkeeper.create("Invoice", { CustomerRef: { value: other.Id }, Line: lines });
  const ours = firm.bookkeeper.create("Invoice", { CustomerRef: { value: customer }, Line: lines });
  await expect(resolve("link-existing", { values: { ledgerId: theirs.Id } })).rejects.toThrow(/another customer/);
  await resolve("link-existing", { values: { ledgerId: ours.Id } });
  expect(await invoice(twin.id)).toMatchObject({ status: "processed_externally" });
  expect(firm.records("Invoice")).toHaveLength(2);
  await firm.sync();
  expect(firm.records("Invoice")).toHaveLength(2);
  expect(await firm.rows("select sum(metered)::int as metered from hub.ledger_usage"), "what the remedies read counts too").toEqual([{ metered: firm.emulator.journal.filter((entry) => entry.metered).length }]);
});

test("a merged customer's client follows the survivor", async () => {
  const acme = await ready();
  const lost = String(firm.records("Customer")[0]?.Id);
  await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "5.00" }]);
  await firm.sync();
  const survivor = firm.bookkeeper.create("Customer", { DisplayName: "Acme Holdings" });
  firm.emulator.merge(firm.realmId, lost, survivor.Id);
  await firm.sync({ kind: "invoices", trigger: "retry" });
  await firm.sync();
  const merged = (await firm.problems()).find((problem) => problem.kind === "record-merged");
  expect(merged).toMatchObject({ facts: { survivorId: survivor.Id, survivorName: "Acme Holdings" } });
  await resolve("relink", { problemId: merged?.id });
  const [link] = await firm.rows<{ ledger_id: string }>("select ledger_id from hub.link where kind = 'client' and record_id = $1 and unlinked_at is null", [acme.id]);
  expect(link?.ledger_id).toBe(survivor.Id);
  expect(await firm.rows("select 1 from hub.client")).toHaveLength(1);
  expect((await firm.problems()).map((problem) => problem.kind)).not.toContain("record-merged");
});

/** Two clients whose customers somebody merged: what was sent for the second one is the first one's there. */
async function withMergedClients() {
  firm = await syncFixture({ settings: { timeEntries: true } });
  await firm.map(firm.tax, firm.addItem("Tax return"));
  firm.bookkeeper.create("Employee", { GivenName: "Emily", FamilyName: "Platt", PrimaryEmailAddr: { Address: "emily@stone.example" } });
  await firm.enabled();
  const [kept, lost] = [await firm.addClient({ businessName: "Acme Inc" }), await firm.addClient({ businessName: "Denver Trading" })];
  const sent = await firm.addInvoice(lost.id, [{ category: firm.tax, amount: "100.00" }]);
  const [time] = await firm.addTime(lost.id, [{ day: "2026-11-03", minutes: 60 }]);
  await firm.sync();
  const idOf = (name: string) => String(firm.records("Customer").find((customer) => customer["DisplayName"] === name)?.Id);
  const survivor = idOf("Acme Inc");
  firm.emulator.merge(firm.realmId, idOf("Denver Trading"), survivor);
  await firm.sync();
  await firm.advance(25 * 3_600);
  await firm.sync();
  const merged = (await firm.problems()).find(({ kind }) => kind === "clients-merged");
  expect(merged).toMatchObject({ facts: { label: "Denver Trading", holder: "Acme Inc", survivorId: survivor } });
  return { kept, lost, sent, time: time ?? "", survivor, problemId: merged?.id ?? "" };
}
const links = (kind: string) => firm.rows<{ record_id: string; ledger_id: string }>("select record_id, ledger_id from hub.link where kind = $1 and unlinked_at is null", [kind]);

test("two clients whose customers were merged are one by a person's word: nothing is left to ask, and later work of the one that went waits", async () => {
  const { kept, lost, sent, time, survivor, problemId } = await withMergedClients();
  firm.calls();
  await resolve("one-customer", { problemId });
  expect(await firm.problems()).toEqual([]);
  expect(await links("client")).toEqual([{ record_id: kept.id, ledger_id: survivor }]);
  expect(await firm.stateOf("client", lost.id)).toBe("set-aside");
  for (const [kind, id] of [["invoice", sent.id], ["time-entry", time]] as const) expect(await firm.stateOf(kind, id)).toBe("synced");
  const later = await firm.addInvoice(lost.id, [{ category: firm.tax, amount: "20.00" }]);
  await firm.advance(25 * 3_600);
  await firm.sync();
  expect(await firm.problems()).toEqual([]);
  expect(firm.calls().list.filter(({ method }) => method === "POST")).toEqual([]);
  expect(await firm.rows("select state, reason from hub.record_sync where record_id = $1", [later.id])).toEqual([{ state: "blocked", reason: "Denver Trading is set aside" }]);

  // Taken back, it is a customer of its own again.
  await firm.engine.includeAgain({ firmId: firm.firmId, connectionId: firm.connectionId, records: [{ kind: "client", recordId: lost.id }], actor: firm.actor });
  await firm.drain();
  expect(await links("client")).toHaveLength(2);
  expect(await firm.stateOf("invoice", later.id)).toBe("synced");
});

test("two clients whose customers were merged by mistake are two again, and what was sent goes to the new customer when it is sent again", async () => {
  const { lost, sent, survivor, problemId } = await withMergedClients();
  await expect(resolve("relink", { problemId, values: { ledgerId: survivor } })).rejects.toThrow(/linked to another client/);
  await resolve("remove-link", { problemId });
  const link = (await links("client")).find(({ record_id }) => record_id === lost.id);
  expect(firm.records("Customer").find(({ Id }) => Id === link?.ledger_id)).toMatchObject({ DisplayName: "Denver Trading", Active: true });
  expect(link?.ledger_id).not.toBe(survivor);
  // Time follows its client; an invoice is a person's word.
  expect((await firm.problems()).map(({ kind }) => kind)).toEqual(["changed-in-ledger"]);
  await resolve("keep-ours");
  expect(firm.records("Invoice")).toMatchObject([{ CustomerRef: { value: link?.ledger_id } }]);
  expect(firm.records("TimeActivity")).toMatchObject([{ CustomerRef: { value: link?.ledger_id } }]);
  expect(await firm.stateOf("invoice", sent.id)).toBe("synced");
  expect(await firm.problems()).toEqual([]);
});

test("a record that is gone is only created again when a person removes the link", async () => {
  const acme = await ready();
  const sent = await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "5.00" }]);
  await firm.sync();
  firm.bookkeeper.remove("Invoice", String(firm.records("Invoice")[0]?.Id));
  await firm.sync();
  await firm.sync();
  expect(firm.records("Invoice")).toEqual([]);
  expect(await firm.problems()).toMatchObject([{ kind: "record-gone" }]);
  await resolve("remove-link");
  expect(firm.records("Invoice")).toHaveLength(1);
  expect(await invoice(sent.id)).toMatchObject({ status: "processed_externally" });
  expect(await firm.problems()).toEqual([]);
});

test("an inactive customer is switched on again before its invoice goes", async () => {
  const acme = await ready();
  const customer = String(firm.records("Customer")[0]?.Id);
  firm.bookkeeper.change("Customer", customer, { Active: false });
  await firm.sync();
  expect(await firm.rows("select is_active from hub.client")).toEqual([{ is_active: false }]);
  await resolve("dismiss");
  await firm.rows("update hub.client set is_active = true");
  await firm.rows("delete from hub.dirty_record where kind = 'client'");
  await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "5.00" }]);
  await firm.sync({ kind: "invoices" });
  expect(await firm.problems()).toMatchObject([{ kind: "record-inactive", cause_key: `inactive:customer:${customer}` }]);
  await resolve("reactivate");
  expect(firm.records("Customer")[0]?.["Active"]).toBe(true);
  expect(firm.records("Invoice")).toHaveLength(1);
  expect(await firm.problems()).toEqual([]);
});

test("nothing reaches QuickBooks before the first plan is approved, whatever is resolved meanwhile", async () => {
  firm = await syncFixture();
  const item = firm.addItem("Bookkeeping");
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  await firm.addInvoice(acme.id, [{ category: firm.books, amount: "10.00" }]);
  const { planId } = await firm.firstPlan();
  expect(await resolve("map-category", { values: { itemId: item } })).toMatchObject({ released: 1, runId: null });
  await firm.engine.mappingChanged({ firmId: firm.firmId, connectionId: firm.connectionId, actor: firm.actor });
  await firm.advance(7_200);
  for (const kind of ["clients", "invoices", "timesheets"] as const) await firm.engine.dispatchDue(kind);
  await firm.drain();
  expect(firm.calls().list.filter((call) => call.method === "POST")).toEqual([]);
  await firm.engine.approvePlan({ firmId: firm.firmId, planId, actor: firm.actor });
  await firm.drain();
  await firm.sync();
  expect(firm.records("Invoice")).toHaveLength(1);
  expect(await firm.problems()).toEqual([]);
});

test("a dismissed edit stays dismissed, and the next edit of the same invoice is a problem again", async () => {
  const acme = await ready();
  await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "5.00" }]);
  await firm.sync();
  const sent = String(firm.records("Invoice")[0]?.Id);
  firm.bookkeeper.change("Invoice", sent, { DueDate: "2027-01-31" });
  await firm.sync();
  expect(await firm.problems()).toMatchObject([{ kind: "changed-in-ledger", facts: { fields: ["dueOn"] } }]);
  await resolve("dismiss");
  await firm.sync();
  expect(await firm.problems()).toEqual([]);
  const other = firm.bookkeeper.create("Customer", { DisplayName: "Somebody else" });
  firm.bookkeeper.change("Invoice", sent, { CustomerRef: { value: other.Id } });
  await firm.sync();
  expect(await firm.problems()).toMatchObject([{ kind: "changed-in-ledger", facts: { fields: ["customerId"] } }]);
});

test("a problem is solved with its last record, however many are settled at the same moment", async () => {
  const acme = await ready();
  for (let index = 1; index <= 16; index += 1) await firm.addInvoice(acme.id, [{ category: firm.books, amount: `${index}.00` }]);
  const item = firm.addItem("Bookkeeping");
  await firm.sync();
  expect(await firm.problems()).toMatchObject([{ kind: "mapping-missing", records: 16 }]);
  await resolve("map-category", { values: { itemId: item } });
  expect(firm.records("Invoice")).toHaveLength(16);
  expect(await firm.problems()).toEqual([]);
});
