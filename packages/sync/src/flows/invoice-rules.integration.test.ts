import type { FieldRule } from "@tieout/domain";
import { createInvoice, saveConnectionSettings } from "@tieout/practice";
import { afterEach, expect, test } from "vitest";
import { syncFixture, type SyncFixture } from "../testing/sync-fixture.js";

let firm: SyncFixture;
afterEach(() => firm.close());

type Rules = Readonly<Record<string, FieldRule["policy"]>>;
const rule = (rules: Rules) => saveConnectionSettings(firm.context, { settings: {}, fieldRules: Object.entries(rules).map(([field, policy]) => ({ kind: "invoice", field, policy })) });

async function withInvoice(rules: Rules, lines: readonly string[] = ["100.00"]) {
  firm = await syncFixture();
  await firm.map(firm.tax, firm.addItem("Tax return"));
  await firm.enabled();
  await rule(rules);
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  const invoice = await firm.addInvoice(acme.id, lines.map((amount) => ({ category: firm.tax, amount })));
  await firm.sync();
  return { acme, invoice };
}

const sent = () => firm.records("Invoice").at(-1) as unknown as { Id: string; DueDate: string; DocNumber: string; TotalAmt: number; CustomerRef: { value: string }; Line: { Amount: number; Description: string }[] };
const edit = (changes: object) => firm.bookkeeper.change("Invoice", sent().Id, changes as Parameters<SyncFixture["bookkeeper"]["change"]>[2]);
const lineOf = (changes: object) => ({ Line: sent().Line.map((line, index) => (index === 0 ? { ...line, ...changes } : line)) });
const writes = () => firm.calls().list.filter(({ method }) => method === "POST").length;
const stored = async (id: string) => (await firm.rows("select number, status, due_on::text as due, total::text as total from hub.invoice where id = $1", [id]))[0];
const lastChanges = () => firm.rows("select side, operation, state, fields from hub.change where kind = 'invoice' and run_id = (select id from hub.run order by number desc limit 1)");

test("an edit of a field whose rule is QuickBooks is taken over by the next sync, as a change of its plan, and both sides agree", async () => {
  const { invoice } = await withInvoice({ dueOn: "ledger", lines: "ledger" });
  edit({ DueDate: "2027-03-01", ...lineOf({ Amount: 99.5, Description: "Return, reduced" }) });
  writes();
  expect((await firm.sync()).summary).toBe("Updated 1 invoice here.");
  expect(await stored(invoice.id)).toMatchObject({ status: "processed_externally", due: "2027-03-01", total: "99.50" });
  expect(await lastChanges()).toMatchObject([{ side: "hub", operation: "update", state: "applied", fields: expect.arrayContaining([{ path: "dueOn", before: "2026-12-02", after: "2027-03-01" }]) }]);
  expect(await firm.rows("select action from hub.record_event where record_id = $1 and action like 'updated%'", [invoice.id])).toEqual([{ action: "updated-from-ledger" }]);
  expect((await firm.sync()).summary).toBe("Nothing to do: both sides agree.");
  expect(writes()).toBe(0);
  expect(await firm.problems()).toEqual([]);
  expect(await firm.violations()).toEqual([]);
});

test("an edit of a field whose rule is ours is overwritten by the next sync with one write, as a change of its plan", async () => {
  const { invoice } = await withInvoice({ dueOn: "hub" });
  edit({ DueDate: "2027-03-01" });
  writes();
  expect((await firm.sync()).summary).toBe("Updated 1 invoice in QuickBooks.");
  expect(sent()).toMatchObject({ DueDate: "2026-12-02", TotalAmt: 100 });
  expect(await lastChanges()).toMatchObject([{ side: "ledger", operation: "update", state: "applied", fields: [{ path: "dueOn", before: "2027-03-01", after: "2026-12-02" }] }]);
  expect((await firm.sync()).summary).toBe("Nothing to do: both sides agree.");
  expect(writes()).toBe(1);
  expect(await firm.stateOf("invoice", invoice.id)).toBe("synced");
  expect(await firm.problems()).toEqual([]);
  expect(await firm.violations()).toEqual([]);
});

test("edits under different rules, or of a field that is asked about, are asked about as a whole", async () => {
  const { invoice } = await withInvoice({ dueOn: "hub", number: "ledger" });
  edit({ DueDate: "2027-03-01", DocNumber: "X-9999" });
  writes();
  await firm.sync();
  expect(await firm.problems()).toMatchObject([{ kind: "changed-in-ledger", facts: { fields: ["number", "dueOn"] } }]);
  await rule({ number: "hub" });
  await firm.sync();
  expect(await firm.problems()).toEqual([]);
  edit({ DueDate: "2027-03-01", ...lineOf({ Amount: 99.5 }) });
  await firm.sync();
  expect(await firm.problems()).toMatchObject([{ kind: "changed-in-ledger" }]);
  expect(writes()).toBe(1);
  expect(await stored(invoice.id)).toMatchObject({ total: "100.00" });
});

test("a rule answers what was asked before it", async () => {
  const { invoice } = await withInvoice({});
  edit({ DueDate: "2027-03-01" });
  await firm.sync();
  expect(await firm.problems()).toMatchObject([{ kind: "changed-in-ledger" }]);
  await rule({ dueOn: "ledger" });
  await firm.sync();
  expect(await firm.problems()).toEqual([]);
  expect(await stored(invoice.id)).toMatchObject({ due: "2027-03-01" });
});

const pay = (amount: number) => firm.bookkeeper.create("Payment", { CustomerRef: sent().CustomerRef, TotalAmt: amount, Line: [{ Amount: amount, LinkedTxn: [{ TxnId: sent().Id, TxnType: "Invoice" }] }] });
const guarded: { what: string; kind: string; policies: readonly FieldRule["policy"][]; happen: () => unknown }[] = [
  { what: "paid in part", kind: "changed-in-ledger", policies: ["ledger", "hub"], happen: () => (pay(40), edit({ DueDate: "2027-03-01" })) },
  { what: "in a closed period", kind: "changed-in-ledger", policies: ["ledger", "hub"], happen: () => (edit({ DueDate: "2027-03-01" }), firm.bookkeeper.setPreferences({ AccountingInfoPrefs: { BookCloseDate: "2026-11-30" } })) },
  { what: "voided", kind: "voided-in-ledger", policies: ["ledger", "hub"], happen: () => firm.bookkeeper.void("Invoice", sent().Id) },
  { what: "short of a line", kind: "changed-in-ledger", policies: ["ledger"], happen: () => edit({ Line: sent().Line.slice(0, 1) }) },
  {
    what: "given a number that another invoice has here", kind: "changed-in-ledger", policies: ["ledger"],
    happen: async () => {
      const [client] = await firm.rows<{ id: string }>("select id from hub.client");
      await createInvoice(firm.context, { clientId: client?.id, number: "TAKEN", issuedOn: "2026-11-02", lines: [{ categoryId: firm.tax.id, description: "Draft", amount: "1.00" }] } as unknown as Parameters<typeof createInvoice>[1]);
      edit({ DocNumber: "TAKEN" });
    },
  },
];
test.each(guarded.flatMap(({ policies, ...rest }) => policies.map((policy) => ({ ...rest, policy }))))("an invoice that is $what there stays as it is on both sides and is a problem, though every rule says $policy", async ({ kind, policy, happen }) => {
  const { invoice } = await withInvoice({ number: policy, issuedOn: policy, dueOn: policy, lines: policy }, ["60.00", "40.00"]);
  const before = await stored(invoice.id);
  await happen();
  const there = sent();
  await firm.advance(25 * 3_600);
  await firm.sync();
  expect((await firm.problems()).map((problem) => problem.kind)).toContain(kind);
  expect(await stored(invoice.id)).toEqual(before);
  expect(sent()).toEqual(there);
});

test("what QuickBooks makes of our write without a word is not written over again and again", async () => {
  await withInvoice({ dueOn: "hub" });
  // oxlint-disable-next-line unicorn/no-thenable -- the rule's own word, never awaited
  for (const operation of ["create", "update"] as const) firm.emulator.fault({ when: { entity: "Invoice", operation }, then: { silentChange: { DueDate: "2030-01-01" } } });
  edit({ DueDate: "2027-03-01" });
  writes();
  await firm.sync();
  await firm.sync();
  await firm.sync();
  expect(writes()).toBe(1);
  expect(await firm.problems()).toMatchObject([{ kind: "changed-in-ledger" }]);
});

test("a rule that makes no sense for its field is refused in words, and nothing is saved", async () => {
  firm = await syncFixture();
  await expect(rule({ dueOn: "hub", number: "newest" })).rejects.toThrow(/read-only here, so there is no later edit of ours/);
  await expect(rule({ customerId: "ledger" })).rejects.toThrow(/cannot be taken over from QuickBooks/);
  await expect(rule({ memo: "hub" })).rejects.toThrow(/no rule for the field memo/);
  expect(await firm.rows("select 1 from hub.record_event where action = 'settings-saved'")).toEqual([]);
});
