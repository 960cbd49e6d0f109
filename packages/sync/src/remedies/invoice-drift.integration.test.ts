import { createInvoiceFromTime, finalizeInvoice, voidInvoice } from "@tieout/practice";
import { afterEach, expect, test } from "vitest";
import { syncFixture, type SyncFixture } from "../testing/sync-fixture.js";

let firm: SyncFixture;
afterEach(() => firm.close());

async function withInvoice(amount = "100.00") {
  firm = await syncFixture();
  await firm.map(firm.tax, firm.addItem("Tax return"));
  await firm.enabled();
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  const invoice = await firm.addInvoice(acme.id, [{ category: firm.tax, amount }]);
  await firm.sync();
  return { acme, invoice, sent: sent() };
}

const sent = () => {
  const record = firm.records("Invoice").at(-1);
  if (!record) throw new Error("No invoice was sent.");
  return record as { Id: string; DueDate: string; DocNumber: string; TotalAmt: number; Line: { Amount: number; Description: string }[] };
};
const edit = (changes: Parameters<SyncFixture["bookkeeper"]["change"]>[2]) => {
  const { Id, Line } = sent();
  const [line, ...rest] = Line;
  const { line: lineChange, ...head } = changes as { line?: object };
  firm.bookkeeper.change("Invoice", Id, { ...head, ...(lineChange && { Line: [{ ...line, ...lineChange }, ...rest] }) });
};
async function resolve(remedy: Parameters<SyncFixture["engine"]["resolve"]>[0]["remedy"], values: Record<string, string> = {}) {
  const [problem] = await firm.problems();
  const result = await firm.engine.resolve({ firmId: firm.firmId, problemId: problem?.id ?? "", remedy, values, actor: firm.actor });
  await firm.drain();
  return result;
}
const writes = () => firm.calls().list.filter(({ method }) => method === "POST").length;
const stored = async (id: string) => (await firm.rows("select number, status, due_on::text as due, subtotal::text as subtotal, total::text as total, (select jsonb_agg(l.description || ' ' || l.amount order by l.position) from hub.invoice_line l where l.invoice_id = i.id) as lines from hub.invoice i where id = $1", [id]))[0];

test("an edit of an invoice in QuickBooks is told with both values and when, and taken over it is the same here, line by line", async () => {
  const { invoice } = await withInvoice();
  edit({ DueDate: "2027-03-01", DocNumber: "X-9999", line: { Amount: 99.5, Description: "Return, reduced" } });
  await firm.sync();
  const [problem] = await firm.problems();
  expect(problem).toMatchObject({ kind: "changed-in-ledger", facts: { fields: ["number", "dueOn", "lines", "subtotal", "total"], editedThereAt: expect.any(String) } });
  expect(JSON.parse(String(problem?.facts["differences"]))).toMatchObject([
    { path: "number", after: "X-9999" },
    { path: "dueOn", before: "2026-12-02", after: "2027-03-01" },
    { path: "lines", before: ["1. Tax return / Tax return: 100.00"], after: ["1. Return, reduced / Tax return: 99.50"] },
    { path: "subtotal", after: "99.50" },
    { path: "total", after: "99.50" },
  ]);
  writes();
  await resolve("accept-theirs");
  expect(await stored(invoice.id)).toEqual({ number: "X-9999", status: "processed_externally", due: "2027-03-01", subtotal: "99.50", total: "99.50", lines: ["Return, reduced 99.50"] });
  const [line] = await firm.rows<{ changes: { path: string }[] }>("select changes from hub.record_event where record_id = $1 and action = 'updated-from-ledger'", [invoice.id]);
  expect(line?.changes.map(({ path }) => path)).toEqual(expect.arrayContaining(["number", "dueOn", "total", "lines"]));
  await firm.sync();
  expect(writes()).toBe(0);
  expect(await firm.problems()).toEqual([]);
  expect(await firm.violations()).toEqual([]);
});

test("ours sent again overwrites what somebody made of it there, with one write, and both sides agree", async () => {
  const { invoice } = await withInvoice();
  edit({ DueDate: "2027-03-01", line: { Amount: 99.5, Description: "Return, reduced" } });
  await firm.sync();
  writes();
  await resolve("keep-ours");
  expect(sent()).toMatchObject({ DueDate: "2026-12-02", TotalAmt: 100 });
  expect(sent().Line[0]).toMatchObject({ Amount: 100, Description: "Tax return" });
  expect(writes()).toBe(1);
  expect(await firm.problems()).toEqual([]);
  expect(await firm.stateOf("invoice", invoice.id)).toBe("synced");
  expect((await firm.sync()).summary).toBe("Nothing to do: both sides agree.");
  expect(await firm.violations()).toEqual([]);
});

test("an update whose answer is lost is looked up and not sent twice, and one that never arrived is sent", async () => {
  await withInvoice();
  for (const then of [{ commitThenDrop: true }, { drop: true }]) {
    edit({ line: { Description: "Scribbled on" } });
    await firm.sync();
    // oxlint-disable-next-line unicorn/no-thenable -- the rule's own word, never awaited
    firm.emulator.fault({ when: { entity: "Invoice", operation: "update" }, then });
    const token = Number((sent() as unknown as { SyncToken: string }).SyncToken);
    await resolve("keep-ours");
    await firm.advance(131);
    await firm.drain();
    expect(sent().Line[0]?.Description).toBe("Tax return");
    expect(Number((sent() as unknown as { SyncToken: string }).SyncToken)).toBe(token + 1);
    expect(await firm.problems()).toEqual([]);
  }
  expect(await firm.violations()).toEqual([]);
});

/** An hour of Acme's that was put on an invoice and sent. */
async function withSentTime() {
  firm = await syncFixture();
  await firm.map(firm.tax, firm.addItem("Tax return"));
  await firm.enabled();
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  const ids = await firm.addTime(acme.id, [{ day: "2026-11-02", minutes: 60 }]);
  const draft = await createInvoiceFromTime(firm.context, { clientId: acme.id, timeEntryIds: ids, issuedOn: "2026-11-02" } as Parameters<typeof createInvoiceFromTime>[1]);
  const { invoice } = await finalizeInvoice(firm.context, { id: draft.invoice.id } as Parameters<typeof finalizeInvoice>[1]);
  await firm.sync();
  return { acme, invoice };
}

test("a void in QuickBooks is taken over here and frees the time, or the invoice is sent again as another one", async () => {
  const { acme, invoice } = await withSentTime();
  firm.bookkeeper.void("Invoice", sent().Id);
  await firm.sync();
  expect(await firm.problems()).toMatchObject([{ kind: "voided-in-ledger" }]);
  writes();
  await resolve("accept-theirs");
  expect(await stored(invoice.id)).toMatchObject({ status: "void" });
  expect(await firm.rows("select status, invoice_id from hub.time_entry")).toEqual([{ status: "approved", invoice_id: null }]);
  await firm.sync();
  expect(writes()).toBe(0);

  const second = await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "70.00" }]);
  await firm.sync();
  firm.bookkeeper.void("Invoice", sent().Id);
  await firm.sync();
  await resolve("remove-link");
  expect(firm.records("Invoice").map(({ TotalAmt }) => TotalAmt)).toEqual([0, 0, 70]);
  expect(await stored(second.id)).toMatchObject({ status: "processed_externally" });
  expect(await firm.problems()).toEqual([]);
});

test("an invoice set aside is asked about no more", async () => {
  await withInvoice();
  edit({ DueDate: "2027-03-01" });
  await firm.sync();
  await resolve("set-aside");
  edit({ DueDate: "2027-04-01" });
  await firm.sync();
  expect(await firm.problems()).toEqual([]);
});

test("what an invoice became there is not taken over where it cannot be the same here, and says why", async () => {
  await withInvoice();
  const other = firm.bookkeeper.create("Customer", { DisplayName: "Somebody else" });
  edit({ CustomerRef: { value: other.Id } });
  await firm.sync();
  const [problem] = await firm.problems();
  expect(JSON.parse(String(problem?.facts["differences"]))).toEqual([{ path: "customerId", before: "Acme Inc", after: "Somebody else", agreed: "Acme Inc" }]);
  await expect(resolve("accept-theirs")).rejects.toThrow(/belongs to another customer now/);
  await resolve("keep-ours");
  expect(await firm.problems()).toEqual([]);
});

test("an invoice is not linked to one of another amount, or a void one", async () => {
  const { invoice } = await withInvoice("113.21");
  const { Id, ...copy } = structuredClone(sent());
  firm.bookkeeper.remove("Invoice", Id);
  const [customer] = firm.records("Customer");
  const there = (amount: number) => firm.bookkeeper.create("Invoice", { CustomerRef: { value: String(customer?.Id) }, Line: [{ ...copy.Line[0], Amount: amount }] });
  const [cheap, right] = [there(5), there(113.21)];
  await firm.sync();
  expect(await firm.problems()).toMatchObject([{ kind: "record-gone" }]);
  await expect(resolve("relink", { ledgerId: String(cheap.Id) })).rejects.toThrow(/comes to 5.00 in QuickBooks, this one to 113.21 here/);
  await resolve("relink", { ledgerId: String(right.Id) });
  expect(await firm.problems()).toEqual([]);
  expect(await firm.stateOf("invoice", invoice.id)).toBe("synced");
});

test("what QuickBooks makes of an invoice without a word is no agreement: both values are shown", async () => {
  firm = await syncFixture();
  await firm.map(firm.tax, firm.addItem("Tax return"));
  await firm.enabled();
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  await firm.sync();
  const other = firm.bookkeeper.create("Customer", { DisplayName: "Somebody else" });
  await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "100.00" }]);
  // oxlint-disable-next-line unicorn/no-thenable -- the rule's own word, never awaited
  firm.emulator.fault({ when: { entity: "Invoice", operation: "create" }, then: { silentChange: { CustomerRef: { value: String(other.Id) }, DueDate: "2030-01-01" } } });
  await firm.sync();
  const [problem] = await firm.problems();
  expect(problem).toMatchObject({ kind: "changed-in-ledger", facts: { fields: ["customerId", "dueOn"] } });
  await resolve("keep-ours");
  expect(sent()).toMatchObject({ CustomerRef: { value: expect.not.stringMatching(String(other.Id)) }, DueDate: "2026-12-02" });
  expect(await firm.problems()).toEqual([]);
});

test("an invoice that was paid is not voided: here it is refused, and one that was paid meanwhile is asked about", async () => {
  const { acme, invoice } = await withInvoice();
  const pay = (amount: number) => firm.bookkeeper.create("Payment", { CustomerRef: { value: String(firm.records("Customer")[0]?.Id) }, TotalAmt: amount, Line: [{ Amount: amount, LinkedTxn: [{ TxnId: sent().Id, TxnType: "Invoice" }] }] });
  pay(40);
  await firm.sync();
  await expect(voidInvoice(firm.context, { id: invoice.id } as Parameters<typeof voidInvoice>[1])).rejects.toThrow(/40.00 was paid in QuickBooks/);

  const second = await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "70.00" }]);
  await firm.sync();
  await voidInvoice(firm.context, { id: second.id } as Parameters<typeof voidInvoice>[1]);
  pay(70);
  await firm.sync();
  expect(await firm.problems()).toMatchObject([{ kind: "void-but-paid", facts: { received: "70.00" } }]);
  expect(sent()).toMatchObject({ TotalAmt: 70 });
});

test("an invoice whose number somebody entered by hand in QuickBooks is not sent beside it", async () => {
  const { invoice } = await withInvoice();
  const { Id, DocNumber, Line } = sent();
  firm.bookkeeper.remove("Invoice", Id);
  await firm.sync();
  const byHand = firm.bookkeeper.create("Invoice", { DocNumber, CustomerRef: { value: String(firm.records("Customer")[0]?.Id) }, Line });
  await firm.sync();
  await resolve("remove-link");
  expect(firm.records("Invoice")).toHaveLength(1);
  expect(await firm.problems()).toMatchObject([{ kind: "number-taken", facts: { otherId: byHand.Id } }]);
  await resolve("link-existing");
  expect(await firm.problems()).toEqual([]);
  expect(await firm.stateOf("invoice", invoice.id)).toBe("synced");
  expect(firm.records("Invoice")).toHaveLength(1);
});

test("an invoice that was deleted in QuickBooks, paid or not, is void here by a person's word and frees its time", async () => {
  const { invoice } = await withSentTime();
  firm.bookkeeper.create("Payment", { CustomerRef: { value: String(firm.records("Customer")[0]?.Id) }, TotalAmt: 40, Line: [{ Amount: 40, LinkedTxn: [{ TxnId: sent().Id, TxnType: "Invoice" }] }] });
  await firm.sync();
  firm.bookkeeper.remove("Invoice", sent().Id);
  await firm.sync();
  expect(await firm.problems()).toMatchObject([{ kind: "record-gone" }]);
  writes();
  await resolve("accept-theirs");
  expect(await stored(invoice.id)).toMatchObject({ status: "void" });
  expect(await firm.rows("select status, invoice_id from hub.time_entry")).toEqual([{ status: "approved", invoice_id: null }]);
  expect(await firm.rows("select 1 from hub.link where kind = 'invoice' and unlinked_at is null")).toEqual([]);
  await firm.sync();
  expect(writes()).toBe(0);
  expect(await firm.problems()).toEqual([]);
  expect(await firm.violations()).toEqual([]);
});

test("an invoice is not voided here as deleted while QuickBooks has it", async () => {
  const { invoice } = await withInvoice();
  const { Id } = sent();
  firm.bookkeeper.remove("Invoice", Id);
  await firm.sync();
  const [problem] = await firm.problems();
  const there = firm.bookkeeper.create("Invoice", { CustomerRef: { value: String(firm.records("Customer")[0]?.Id) }, Line: [{ Amount: 1, DetailType: "SalesItemLineDetail", SalesItemLineDetail: { ItemRef: { value: "1" } } }] });
  await firm.rows("update hub.link set ledger_id = $1 where kind = 'invoice'", [there.Id]);
  await firm.rows("update hub.ledger_record set ledger_id = $1 where kind = 'invoice'", [there.Id]);
  await firm.rows("update hub.problem set facts = facts || jsonb_build_object('ledgerId', $2::text) where id = $1", [problem?.id, there.Id]);
  await expect(resolve("accept-theirs")).rejects.toThrow(/after all/);
  expect(await stored(invoice.id)).toMatchObject({ status: "processed_externally" });
});

test("an invoice that somebody deletes just before ours is sent again is told as gone, and is voided here by the answer to that", async () => {
  const { invoice } = await withInvoice();
  edit({ DueDate: "2027-03-01" });
  await firm.sync();
  // oxlint-disable-next-line unicorn/no-thenable -- the rule's own word, never awaited
  firm.emulator.fault({ when: { entity: "Invoice", operation: "update" }, then: { deleteTarget: true } });
  await resolve("keep-ours");
  for (let hour = 0; hour < 3; hour += 1) {
    expect(await firm.problems(), `hour ${hour}`).toMatchObject([{ kind: "record-gone", records: 1 }]);
    await firm.advance(3_600);
    await firm.sync();
  }
  expect(firm.records("Invoice"), "nothing is made a second time").toEqual([]);
  await resolve("accept-theirs");
  expect(await stored(invoice.id)).toMatchObject({ status: "void" });
  expect(await firm.problems()).toEqual([]);
  expect(await firm.violations()).toEqual([]);
});
