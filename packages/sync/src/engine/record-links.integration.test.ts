import type { TieOutStatement } from "@tieout/domain";
import { afterEach, expect, test } from "vitest";
import { syncFixture, type SyncFixture } from "../testing/sync-fixture.js";

let firm: SyncFixture;
afterEach(() => firm.close());

/** A firm whose client Acme is in QuickBooks, with an invoice that went there. */
async function sent(options: Parameters<typeof syncFixture>[0] = {}) {
  firm = await syncFixture(options);
  const item = firm.addItem("Tax return");
  await firm.map(firm.tax, item);
  await firm.enabled();
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  const invoice = await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "100.00" }]);
  await firm.sync();
  firm.calls();
  return { acme, invoice, item, customerId: String(firm.records("Customer")[0]?.Id), ledgerId: String(firm.records("Invoice")[0]?.Id) };
}
const at = () => ({ firmId: firm.firmId, connectionId: firm.connectionId, actor: firm.actor });
const client = (recordId: string) => ({ kind: "client", recordId }) as const;
const invoiceKey = (recordId: string) => ({ kind: "invoice", recordId }) as const;
const linkOf = async (recordId: string) => (await firm.rows<{ ledger_id: string }>("select ledger_id from hub.link where record_id = $1 and unlinked_at is null", [recordId]))[0]?.ledger_id ?? null;
const invoiceRow = async (id: string) => (await firm.rows("select status, number, ledger_total::text as ledger_total from hub.invoice where id = $1", [id]))[0];
const events = (recordId: string) => firm.rows("select action, actor, changes from hub.record_event where record_id = $1 and action in ('linked', 'unlinked', 'handled-in-ledger') order by at", [recordId]);
const writes = () => firm.calls().list.filter(({ method }) => method === "POST");
const otherInvoice = (customer: string, item: string, Amount: number) =>
  firm.bookkeeper.create("Invoice", { CustomerRef: { value: customer }, DocNumber: "R-7", Line: [{ Amount, DetailType: "SalesItemLineDetail", SalesItemLineDetail: { ItemRef: { value: item } } }] }).Id;
async function settled() {
  await firm.drain();
  await firm.advance(25 * 3_600);
  await firm.sync();
  expect(firm.logs).toEqual([]);
}

test("a healthy client is linked to another customer, which is read and compared first; what was sent stays where it is and is told by the tie-out", async () => {
  const { acme, invoice, customerId } = await sent();
  const right = firm.bookkeeper.create("Customer", { DisplayName: "Acme Incorporated" });
  expect(await firm.engine.linkRecord({ ...at(), record: client(acme.id), ledgerId: right.Id })).toEqual({ linkedTo: "Acme Incorporated", runId: expect.any(String) });
  await settled();
  expect(await linkOf(acme.id)).toBe(right.Id);
  expect(await events(acme.id)).toMatchObject([{ action: "linked", actor: "Ana", changes: [{ path: "quickBooks", before: "Acme Inc", after: "Acme Incorporated" }] }]);
  expect(firm.records("Invoice")).toMatchObject([{ CustomerRef: { value: customerId } }]);
  await firm.engine.tieOut({ ...at(), isChecked: false, trigger: "user", requestedBy: "Ana" });
  await firm.drain();
  const [proof] = await firm.rows<{ statement: TieOutStatement }>("select statement from hub.tie_out order by proven_at desc, id desc limit 1");
  expect(proof?.statement.figures.documents).toMatchObject([{ recordId: invoice.id, reason: "moved-there" }]);
  const next = await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "20.00" }]);
  await firm.sync();
  expect(firm.records("Invoice").find(({ CustomerRef }) => (CustomerRef as { value: string }).value === right.Id)).toMatchObject({ TotalAmt: 20 });
  expect(await firm.stateOf("invoice", next.id)).toBe("synced");
  expect(await firm.stateOf("invoice", invoice.id)).toBe("synced");
});

test("what cannot be the same is refused in words and changes nothing", async () => {
  const { acme, invoice, item, customerId, ledgerId } = await sent();
  const other = await firm.addClient({ businessName: "Denver Trading" });
  await firm.sync();
  const denver = String(await linkOf(other.id));
  const sub = firm.bookkeeper.create("Customer", { DisplayName: "Site", ParentRef: { value: denver }, Job: true });
  const asleep = firm.bookkeeper.create("Customer", { DisplayName: "Asleep" });
  firm.bookkeeper.change("Customer", asleep.Id, { Active: false });
  const link = (record: Parameters<typeof firm.engine.linkRecord>[0]["record"], id: string) => firm.engine.linkRecord({ ...at(), record, ledgerId: id });
  await expect(link(client(acme.id), "9999")).rejects.toThrow(/no customer with the id 9999/);
  await expect(link(client(acme.id), customerId)).rejects.toThrow(/Acme Inc is linked to this one already/);
  await expect(link(client(acme.id), denver)).rejects.toThrow(/linked to another client here/);
  await expect(link(client(acme.id), sub.Id)).rejects.toThrow(/sub-customer/);
  await expect(link(client(acme.id), asleep.Id)).rejects.toThrow(/inactive in QuickBooks/);
  await expect(link(invoiceKey(invoice.id), otherInvoice(customerId, item, 99))).rejects.toThrow(/comes to 99\.00 in QuickBooks, this one to 100\.00/);
  await expect(link(invoiceKey(invoice.id), otherInvoice(denver, item, 100))).rejects.toThrow(/another customer than Acme Inc/);
  expect([await linkOf(acme.id), await linkOf(invoice.id)]).toEqual([customerId, ledgerId]);
  await expect(firm.engine.markHandled({ ...at(), invoiceId: invoice.id, reason: null })).rejects.toThrow(/is in QuickBooks/);
});

test("an invoice is linked to the right one: status, figures and comparison are that one's", async () => {
  const { invoice, item, customerId, ledgerId } = await sent();
  const right = otherInvoice(customerId, item, 100);
  expect(await firm.engine.linkRecord({ ...at(), record: invoiceKey(invoice.id), ledgerId: right })).toEqual({ linkedTo: "R-7", runId: null });
  await settled();
  expect(await linkOf(invoice.id)).toBe(right);
  expect(await invoiceRow(invoice.id)).toMatchObject({ status: "processed_externally", number: "R-7" });
  firm.bookkeeper.change("Invoice", ledgerId, { DueDate: "2027-02-01" });
  await firm.sync();
  expect(await firm.problems(), "the old one is nobody's business any more").toEqual([]);
  firm.bookkeeper.change("Invoice", right, { DueDate: "2027-02-01" });
  await firm.sync();
  expect(await firm.problems()).toMatchObject([{ kind: "changed-in-ledger" }]);
  expect(firm.records("Invoice")).toHaveLength(2);
});

/** A firm whose client Acme came in with a site, a sub-customer in QuickBooks; an invoice for the site waits. */
async function withSite() {
  firm = await syncFixture({ settings: { sites: true } });
  await firm.map(firm.tax, firm.addItem("Tax return"));
  const customerId = firm.bookkeeper.create("Customer", { DisplayName: "Acme Inc" }).Id;
  const sub = firm.bookkeeper.create("Customer", { DisplayName: "North", ParentRef: { value: customerId }, Job: true });
  await firm.enabled();
  const [site] = await firm.rows<{ id: string; clientId: string }>("select id, client_id as \"clientId\" from hub.site");
  if (!site) throw new Error("The sub-customer is no site.");
  const invoice = await firm.addInvoice(site.clientId, [{ category: firm.tax, amount: "30.00" }]);
  await firm.rows("update hub.invoice set site_id = $2 where id = $1", [invoice.id, site.id]);
  expect(await linkOf(site.id)).toBe(sub.Id);
  firm.calls();
  return { clientId: site.clientId, siteId: site.id, subId: sub.Id, invoice };
}

test("a client that is linked to another customer takes no site of the old one along: its work goes to the right one", async () => {
  const { clientId, siteId, invoice } = await withSite();
  const right = firm.bookkeeper.create("Customer", { DisplayName: "Acme Incorporated" });
  await firm.engine.linkRecord({ ...at(), record: client(clientId), ledgerId: right.Id });
  await settled();
  expect([await linkOf(siteId), await firm.stateOf("invoice", invoice.id)]).toEqual([null, "synced"]);
  expect(firm.records("Invoice").map((record) => [record["TotalAmt"], (record["CustomerRef"] as { value: string }).value])).toEqual([[30, right.Id]]);
  expect(await events(siteId)).toMatchObject([{ action: "unlinked", changes: [{ before: "North" }] }]);
});

test("a client whose link is removed sends nothing to its sites either", async () => {
  const { clientId, siteId, invoice } = await withSite();
  await firm.engine.removeLink({ ...at(), record: client(clientId) });
  await settled();
  expect([await linkOf(siteId), writes()]).toEqual([null, []]);
  expect(await firm.rows("select reason from hub.record_sync where record_id = $1", [invoice.id])).toEqual([{ reason: "Acme Inc is set aside" }]);
});

test("a site that stands under the new customer keeps its link", async () => {
  const { clientId, siteId, subId } = await withSite();
  const right = firm.bookkeeper.create("Customer", { DisplayName: "Acme Incorporated" });
  firm.bookkeeper.change("Customer", subId, { ParentRef: { value: right.Id } });
  await firm.sync();
  // The new customer came in as a client of its own.
  const [other] = await firm.rows<{ id: string }>("select id from hub.client where id <> $1", [clientId]);
  await firm.engine.removeLink({ ...at(), record: client(String(other?.id)) });
  await firm.engine.linkRecord({ ...at(), record: client(clientId), ledgerId: right.Id });
  await settled();
  expect(await linkOf(siteId)).toBe(subId);
});

test("a client whose link is removed is not made a second time, on neither side, and its later work waits until it is linked anew", async () => {
  const { acme, invoice, customerId } = await sent();
  await firm.engine.removeLink({ ...at(), record: client(acme.id) });
  expect(await firm.rows("select state, reason from hub.record_sync where record_id = $1", [acme.id])).toEqual([{ state: "set-aside", reason: "its link to Acme Inc in QuickBooks was removed" }]);
  const later = await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "20.00" }]);
  firm.bookkeeper.change("Customer", customerId, { PrimaryPhone: { FreeFormNumber: "303 555 0101" } });
  await settled();
  expect(writes()).toEqual([]);
  expect(firm.records("Customer")).toHaveLength(1);
  expect(await firm.rows("select 1 from hub.client")).toHaveLength(1);
  expect(await linkOf(acme.id)).toBeNull();
  expect(await firm.rows("select state, reason from hub.record_sync where record_id = $1", [later.id])).toEqual([{ state: "blocked", reason: "Acme Inc is set aside" }]);
  expect(await firm.stateOf("invoice", invoice.id)).toBe("synced");
  await expect(firm.engine.removeLink({ ...at(), record: client(acme.id) })).rejects.toThrow(/linked to nothing/);

  const right = firm.bookkeeper.create("Customer", { DisplayName: "Acme Incorporated" });
  await firm.engine.linkRecord({ ...at(), record: client(acme.id), ledgerId: right.Id });
  await settled();
  expect([await firm.stateOf("client", acme.id), await firm.stateOf("invoice", later.id)]).toEqual(["synced", "synced"]);
  expect(await firm.rows("select 1 from hub.set_aside")).toEqual([]);
});

test("an invoice whose link is removed is not sent a second time; taken back in, it asks, for QuickBooks has one with its number", async () => {
  const { invoice, ledgerId } = await sent({ firm: { invoiceNumbering: "hub" } });
  await firm.engine.removeLink({ ...at(), record: invoiceKey(invoice.id) });
  expect(await invoiceRow(invoice.id)).toMatchObject({ status: "new", ledger_total: null });
  await settled();
  expect(writes()).toEqual([]);
  expect(await firm.stateOf("invoice", invoice.id)).toBe("set-aside");
  await firm.engine.includeAgain({ ...at(), records: [invoiceKey(invoice.id)] });
  await settled();
  expect(writes()).toEqual([]);
  expect(await firm.problems()).toMatchObject([{ kind: "number-taken", facts: { otherId: ledgerId } }]);
  await firm.engine.linkRecord({ ...at(), record: invoiceKey(invoice.id), ledgerId });
  await settled();
  expect([await firm.problems(), await invoiceRow(invoice.id), await firm.stateOf("invoice", invoice.id)]).toMatchObject([[], { status: "processed_externally" }, "synced"]);
  expect(await events(invoice.id)).toMatchObject([{ action: "unlinked" }, { action: "linked" }]);
  expect(firm.records("Invoice")).toHaveLength(1);
});

test("an invoice that was renumbered in QuickBooks is not sent a second time either: the one that was sent as it is named", async () => {
  const { invoice, ledgerId } = await sent({ firm: { invoiceNumbering: "hub" } });
  firm.bookkeeper.change("Invoice", ledgerId, { DocNumber: "1001-A" });
  await firm.engine.removeLink({ ...at(), record: invoiceKey(invoice.id) });
  await firm.engine.includeAgain({ ...at(), records: [invoiceKey(invoice.id)] });
  await settled();
  expect(writes()).toEqual([]);
  expect(await firm.problems()).toMatchObject([{ kind: "number-taken", facts: { otherId: ledgerId } }]);
  firm.bookkeeper.void("Invoice", ledgerId);
  await settled();
  await firm.engine.resolve({ firmId: firm.firmId, causeKey: `number-taken:invoice:${invoice.id}`, remedy: "retry", actor: firm.actor });
  await settled();
  expect(firm.records("Invoice").map((record) => record["TotalAmt"]), "voided there, it is sent anew").toEqual([0, 100]);
});

test("an invoice takes the number of the one it is linked to, unless another of ours has it; a void one keeps its link", async () => {
  const { acme, invoice, item, customerId } = await sent();
  const other = await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "7.00" }]);
  await firm.rows("update hub.invoice set number = 'R-7' where id = $1", [other.id]);
  await expect(firm.engine.linkRecord({ ...at(), record: invoiceKey(invoice.id), ledgerId: otherInvoice(customerId, item, 100) })).rejects.toThrow(/Another invoice here has the number R-7/);
  await firm.rows("update hub.invoice set status = 'void' where id = $1", [invoice.id]);
  await expect(firm.engine.removeLink({ ...at(), record: invoiceKey(invoice.id) })).rejects.toThrow(/void here/);
});

test("an invoice that was paid or entered by hand counts as handled, sends nothing, and can be taken back", async () => {
  const { acme } = await sent();
  const held = await firm.addInvoice(acme.id, [{ category: firm.books, amount: "10.00" }]);
  await firm.sync();
  expect(await firm.problems()).toMatchObject([{ kind: "mapping-missing" }]);
  firm.calls();
  await firm.engine.markHandled({ ...at(), invoiceId: held.id, reason: "paid in cash" });
  expect(await firm.problems()).toEqual([]);
  expect([await firm.stateOf("invoice", held.id), await invoiceRow(held.id)]).toMatchObject(["external", { status: "processed_externally" }]);
  expect(await events(held.id)).toMatchObject([{ action: "handled-in-ledger", actor: "Ana" }]);
  await settled();
  expect(writes()).toEqual([]);
  await expect(firm.engine.markHandled({ ...at(), invoiceId: held.id, reason: null })).rejects.toThrow(/already/);
  await firm.engine.includeAgain({ ...at(), records: [invoiceKey(held.id)] });
  expect(await invoiceRow(held.id)).toMatchObject({ status: "new" });
});

test("while the answer to a write is looked for, neither the record nor the customer of its documents gets another link", async () => {
  const { acme, invoice, item, customerId } = await sent();
  const lost = await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "30.00" }]);
  // oxlint-disable-next-line unicorn/no-thenable -- the rule's own word, never awaited
  firm.emulator.fault({ when: { entity: "Invoice", operation: "create" }, then: { commitThenDrop: true }, times: 1 });
  await firm.sync();
  expect(await firm.stateOf("invoice", lost.id)).toBe("checking");
  const right = firm.bookkeeper.create("Customer", { DisplayName: "Acme Incorporated" });
  for (const change of [
    () => firm.engine.linkRecord({ ...at(), record: client(acme.id), ledgerId: right.Id }),
    () => firm.engine.removeLink({ ...at(), record: client(acme.id) }),
    () => firm.engine.linkRecord({ ...at(), record: invoiceKey(lost.id), ledgerId: otherInvoice(customerId, item, 30) }),
    () => firm.engine.markHandled({ ...at(), invoiceId: lost.id, reason: null }),
  ]) await expect(change()).rejects.toThrow(/still being looked up\. Try again when that is known\./);
  await firm.engine.removeLink({ ...at(), record: invoiceKey(invoice.id) });
  expect(await linkOf(acme.id)).toBe(customerId);
});

test("what waits for approval with the old customer is left out of its plan and planned anew for the right one", async () => {
  const { acme, customerId } = await sent();
  const waiting = await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "40.00" }]);
  await firm.engine.request({ ...at(), kind: "invoices", trigger: "user", requestedBy: "Ana", scope: { isPlanOnly: true } });
  await firm.drain();
  const [open] = await firm.rows<{ id: string }>("select id from hub.plan where state = 'open'");
  const right = firm.bookkeeper.create("Customer", { DisplayName: "Acme Incorporated" });
  await firm.engine.linkRecord({ ...at(), record: client(acme.id), ledgerId: right.Id });
  expect(await firm.rows("select state, reason from hub.change where plan_id = $1", [open?.id])).toEqual([{ state: "skipped", reason: "linked to Acme Incorporated by Ana" }]);
  await settled();
  expect(firm.records("Invoice").map(({ CustomerRef, TotalAmt }) => [(CustomerRef as { value: string }).value, TotalAmt])).toEqual([[customerId, 100], [right.Id, 40]]);
  expect(await firm.stateOf("invoice", waiting.id)).toBe("synced");
});
