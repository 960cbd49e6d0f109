import { Big } from "big.js";
import { array, assert, constantFrom, integer, property, record, tuple } from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "./canonical-json.js";
import type { InvoiceFacts, LedgerFigures, TieOutFacts } from "./facts.js";
import { tieOutReasons } from "./reasons.js";
import { bySizeOfDifference, tieOut, tieOutResult } from "./tie-out.js";

const cents = (n: number) => new Big(n).div(100).toFixed(2);

/** An invoice both sides agree on: 100.00 and 8.25 tax, nothing paid. */
const agreedInvoice = (changes: Partial<InvoiceFacts> = {}, ledger: Partial<LedgerFigures> = {}): InvoiceFacts => ({
  id: "i1", label: "1001", clientId: "acme", clientName: "Acme", issuedOn: "2026-11-02", currency: "USD", status: "processed_externally", subtotal: "100.00", tax: "8.25", total: "108.25",
  state: "synced", stateReason: null, problems: [],
  link: { ledgerId: "7", agreed: { subtotal: "100.00", tax: "8.25", total: "108.25", acceptedSubtotal: null, acceptedTax: null, isVoid: false } },
  ledger: { subtotal: "100.00", tax: "8.25", total: "108.25", balance: "108.25", isVoid: false, isGone: false, clientId: "acme", clientName: "Acme", ...ledger },
  ...changes,
});
const unsent = (changes: Partial<InvoiceFacts> = {}) => agreedInvoice({ status: "new", state: null, link: null, ledger: null, ...changes });
const facts = (invoices: InvoiceFacts[], changes: Partial<TieOutFacts> = {}): TieOutFacts => ({ asOf: "2026-11-22", startDate: null, sendsInvoices: true, isTaxAutomatic: false, invoices, settled: [], ledgerOnly: [], clients: [], counts: [], ...changes });
const only = (invoice: InvoiceFacts, changes: Partial<TieOutFacts> = {}) => {
  const figures = tieOut(facts([invoice], changes));
  return { figures, total: figures.totals[0], documents: figures.documents, result: tieOutResult(figures) };
};

test("an invoice that is the same on both sides leaves a difference of 0.00 and no document, the ledger's tax included", () => {
  const { total, documents, result } = only(agreedInvoice());
  expect(total).toEqual({ currency: "USD", hub: "108.25", ledger: "108.25", difference: "0.00", explained: "0.00", residual: "0.00", invoicedHub: "108.25", invoicedLedger: "108.25", elsewhere: "0.00" });
  expect(documents).toEqual([]);
  expect(result).toBe("ties-out");
});

test("what was paid in the ledger is paid on both sides", () => {
  expect(only(agreedInvoice({}, { balance: "8.25" })).total).toMatchObject({ hub: "8.25", ledger: "8.25", invoicedHub: "108.25", difference: "0.00" });
});

test("what is settled may come as a sum: the figures are the same", () => {
  const paid = agreedInvoice({ id: "i2" }, { balance: "0.00" });
  const open = agreedInvoice();
  const inEuros = agreedInvoice({ id: "i3", currency: "EUR", status: "void" }, { isVoid: true });
  expect(tieOut(facts([open], { settled: [{ currency: "USD", total: "108.25" }, { currency: "EUR", total: "0" }] }))).toEqual(tieOut(facts([open, paid, inEuros])));
});

describe("a difference is explained by its document:", () => {
  test.each<[string, InvoiceFacts, string, string, Partial<TieOutFacts>?]>([
    ["never sent", unsent(), "not-sent", "108.25"],
    ["before the start date", unsent(), "before-start-date", "108.25", { startDate: "2026-11-03" }],
    ["invoices switched off", unsent(), "sync-off", "108.25", { sendsInvoices: false }],
    ["held by a problem", unsent({ state: "blocked", problems: [{ id: "p", kind: "mapping-missing" }] }), "blocked", "108.25"],
    ["refused", unsent({ state: "failed" }), "failed", "108.25"],
    ["on its way", unsent({ state: "checking" }), "checking", "108.25"],
    ["set aside", unsent({ state: "set-aside", stateReason: "duplicate" }), "set-aside", "108.25"],
    ["settled outside", unsent({ state: "external" }), "external", "108.25"],
    ["edited there", agreedInvoice({}, { subtotal: "90.00", tax: "7.43", total: "97.43", balance: "97.43" }), "changed-there", "10.82"],
    ["only its tax edited there", agreedInvoice({}, { tax: "0.00", total: "100.00", balance: "100.00" }), "changed-there", "8.25"],
    ["voided there", agreedInvoice({}, { isVoid: true, subtotal: "0.00", total: "0.00", balance: "0.00" }), "voided-there", "108.25"],
    ["deleted there, half paid", agreedInvoice({}, { isGone: true, balance: "50.00" }), "deleted-there", "50.00"],
    ["voided here only", agreedInvoice({ status: "void" }), "voided-here", "-108.25"],
    ["computed otherwise from the start", agreedInvoice({ subtotal: "100.01" }), "computed-otherwise", "0.01"],
    ["no sales tax there from the start", agreedInvoice({ link: { ledgerId: "7", agreed: { subtotal: "100.00", tax: "0.00", total: "100.00", acceptedSubtotal: null, acceptedTax: null, isVoid: false } } }, { tax: "0.00", total: "100.00", balance: "100.00" }), "tax-differs", "8.25"],
  ])("%s", (_case, invoice, reason, difference, changes) => {
    const { total, documents, result } = only(invoice, changes);
    expect(documents.map((each) => [each.recordId, each.reason, each.difference])).toEqual([["i1", reason, difference]]);
    expect(total).toMatchObject({ difference, explained: difference, residual: "0.00" });
    expect(result).toBe("explained");
  });
});

test("a difference a person accepted is none, until the ledger changes again", () => {
  const link = { ledgerId: "7", agreed: { subtotal: "99.99", tax: "8.00", total: "107.99", acceptedSubtotal: "99.99", acceptedTax: "8.00", isVoid: false } };
  const there = { subtotal: "99.99", tax: "8.00", total: "107.99", balance: "107.99" };
  expect(only(agreedInvoice({ link }, there)).result).toBe("ties-out");
  expect(only(agreedInvoice({ link }, { ...there, subtotal: "95.00", total: "103.00", balance: "103.00" })).documents).toMatchObject([{ reason: "changed-there", difference: "4.99" }]);
});

test("a void there that a person accepted leaves nothing to owe", () => {
  const link = { ledgerId: "7", agreed: { subtotal: "0.00", tax: null, total: "0.00", acceptedSubtotal: "0.00", acceptedTax: null, isVoid: true } };
  expect(only(agreedInvoice({ link }, { isVoid: true, subtotal: "0.00", tax: null, total: "0.00", balance: "0.00" })).result).toBe("ties-out");
});

test("sales tax that QuickBooks computes from addresses counts as ours: our own was an estimate", () => {
  const estimated = agreedInvoice({ tax: "8.00", total: "108.00" });
  expect(only(estimated).documents).toMatchObject([{ reason: "tax-differs", difference: "-0.25" }]);
  expect(only(estimated, { isTaxAutomatic: true }).result).toBe("ties-out");
});

test("a figure that was set right in QuickBooks is ours again and no edit", () => {
  const link = { ledgerId: "7", agreed: { subtotal: "90.00", tax: "8.25", total: "98.25", acceptedSubtotal: null, acceptedTax: null, isVoid: false } };
  expect(only(agreedInvoice({ link })).result).toBe("ties-out");
});

test("an invoice moved to another customer stands in both clients' balances, and in the total once", () => {
  const { figures, total, documents } = only(agreedInvoice({}, { clientId: "bond", clientName: "Bond" }));
  expect(figures.clients.map(({ name, hub, ledger, difference }) => [name, hub, ledger, difference])).toEqual([["Acme", "108.25", "0.00", "108.25"], ["Bond", "0.00", "108.25", "-108.25"]]);
  expect(documents.map(({ clientName, reason, detail }) => [clientName, reason, detail])).toEqual([["Acme", "moved-there", "Bond"], ["Bond", "moved-there", "Bond"]]);
  expect(total).toMatchObject({ hub: "108.25", ledger: "108.25", difference: "0.00", residual: "0.00" });
});

test("a document names the problem that tells of its reason, not another of the same invoice; without one, what else holds it", () => {
  const [tax, change, refusal] = [{ id: "p1", kind: "tax-differs" }, { id: "p2", kind: "changed-in-ledger" }, { id: "p3", kind: "rejected" }];
  const problemsOf = (problems: InvoiceFacts["problems"], ledger: Partial<LedgerFigures>) => only(agreedInvoice({ problems, subtotal: "99.00" }, ledger)).documents.map(({ reason, problemId, problemKind }) => [reason, problemId, problemKind]);
  const moved = { clientId: null, clientName: "Bond" };
  expect(problemsOf([tax, change], moved)).toEqual([["moved-there", "p2", "changed-in-ledger"]]);
  expect(problemsOf([refusal, tax, change], moved)).toEqual([["moved-there", "p2", "changed-in-ledger"]]);
  expect(problemsOf([tax], moved)).toEqual([["moved-there", null, null]]);
  expect(problemsOf([refusal, tax], {})).toEqual([["computed-otherwise", "p3", "rejected"]]);
});

test("what nobody can explain stays in the residual and keeps the tie-out open, even when amounts cancel", () => {
  const unread = agreedInvoice({ ledger: null });
  expect(only(unread)).toMatchObject({ total: { difference: "108.25", explained: "0.00", residual: "108.25" }, documents: [{ reason: "unread" }], result: "open" });
  const mirrored = agreedInvoice({ id: "i2", ledger: null, status: "void" });
  expect(tieOutResult(tieOut(facts([mirrored])))).toBe("ties-out");
  const offsetting = { ...tieOut(facts([unread])), totals: [] };
  expect(tieOutResult(offsetting)).toBe("open");
});

test("what the ledger holds besides our invoices is stated apart; a stale balance says nothing", () => {
  const acme = { id: "acme", name: "Acme", currency: "USD", ledgerId: "1", ledgerBalance: "150.00" };
  expect(only(agreedInvoice(), { clients: [acme] })).toMatchObject({ total: { difference: "0.00", elsewhere: "41.75" }, figures: { clients: [{ elsewhere: "41.75", ledgerId: "1" }] } });
  expect(only(agreedInvoice(), { clients: [{ ...acme, ledgerBalance: null }] })).toMatchObject({ total: { elsewhere: "0.00" }, figures: { clients: [{ elsewhere: null }] } });
});

test("a currency in which nobody owes anything has no statement", () => {
  const idle = { id: "core", name: "Core", currency: "CAD", ledgerId: "3", ledgerBalance: "0.00" };
  expect(only(agreedInvoice(), { clients: [idle] }).figures.totals.map(({ currency }) => currency)).toEqual(["USD"]);
});

test("an invoice only the ledger has is named with its reason and moves no difference", () => {
  const there = { ledgerId: "9", number: null, clientId: null, customerName: "Walk-in", issuedOn: "2026-10-01", currency: "USD", total: "20", balance: "5" };
  const { total, figures } = only(agreedInvoice(), { startDate: "2026-11-01", ledgerOnly: [there, { ...there, ledgerId: "10", number: "77", issuedOn: "2026-11-05" }] });
  expect(total?.difference).toBe("0.00");
  expect(figures.ledgerOnly.map(({ label, open, reason }) => [label, open, reason])).toEqual([["No number", "5.00", "before-start-date"], ["77", "5.00", "made-there"]]);
});

const anyInvoice = tuple(
  record({ subtotal: integer({ min: 1, max: 5_000_000 }), tax: integer({ min: 0, max: 50_000 }), paid: integer({ min: 0, max: 5_000 }), currency: constantFrom("USD", "EUR"), client: constantFrom("acme", "bond", "core") }),
  constantFrom("same", "unsent", "edited", "voided", "deleted", "moved", "unread"),
  integer({ min: 1, max: 90_000 }),
);

/** A firm of any shape, and what was done to each of its invoices. */
const firmOf = (rows: readonly ([{ subtotal: number; tax: number; paid: number; currency: string; client: string }, string, number])[]) =>
  rows.map(([{ subtotal, tax, paid, currency, client }, fate, by], index): { invoice: InvoiceFacts; fate: string } => {
    const total = subtotal + tax;
    const edited = fate === "edited" ? by : 0;
    const base = agreedInvoice(
      { id: `i${index}`, clientId: client, clientName: client, currency, subtotal: cents(subtotal), tax: cents(tax), total: cents(total), link: { ledgerId: `${index}`, agreed: { subtotal: cents(subtotal), tax: cents(tax), total: cents(total), acceptedSubtotal: null, acceptedTax: null, isVoid: false } } },
      { subtotal: cents(subtotal + edited), tax: cents(tax), total: cents(total + edited), balance: cents(total + edited - Math.min(paid, total)), isVoid: fate === "voided", isGone: fate === "deleted", clientId: fate === "moved" ? "other" : client, clientName: fate === "moved" ? "Other" : client },
    );
    if (fate === "unsent") return { fate, invoice: { ...base, status: "new", state: null, link: null, ledger: null } };
    return { fate, invoice: fate === "unread" ? { ...base, ledger: null } : base };
  });

test("for any firm, every difference is named, documents and residual add up to it, and clients add up to the total", () => {
  assert(
    property(array(anyInvoice, { maxLength: 40 }), (rows) => {
      const firm = firmOf(rows);
      const figures = tieOut(facts(firm.map(({ invoice }) => invoice)));
      const named = new Set(figures.documents.map(({ recordId }) => recordId));
      for (const { invoice, fate } of firm) {
        expect([fate, named.has(invoice.id)]).toEqual([fate, fate !== "same"]);
      }
      for (const { currency, hub, ledger, difference, explained, residual } of figures.totals) {
        const sum = (rows: readonly { currency: string }[], amount: (row: never) => string) => rows.filter((row) => row.currency === currency).reduce((total, row) => total.plus(amount(row as never)), new Big(0)).toFixed(2);
        expect(new Big(hub).minus(ledger).toFixed(2)).toBe(difference);
        expect(new Big(explained).plus(residual).toFixed(2)).toBe(difference);
        expect(sum(figures.documents, ({ difference: each }: { difference: string }) => each)).toBe(difference);
        expect(sum(figures.documents.filter(({ reason }) => !tieOutReasons[reason].isExplained), ({ difference: each }: { difference: string }) => each)).toBe(residual);
        expect(sum(figures.clients, ({ hub: each }: { hub: string }) => each)).toBe(hub);
        expect(sum(figures.clients, ({ ledger: each }: { ledger: string }) => each)).toBe(ledger);
      }
    }),
  );
});

test("the order of the facts does not change the figures", () => {
  assert(
    property(array(anyInvoice, { maxLength: 12 }), (rows) => {
      const invoices = firmOf(rows).map(({ invoice }) => invoice);
      expect(canonicalJson(tieOut(facts(invoices.toReversed())))).toBe(canonicalJson(tieOut(facts(invoices))));
    }),
  );
});

test("canonical text does not depend on the order of members, and refuses fractions", () => {
  expect(canonicalJson({ b: [1, { z: null, a: "x\"" }], a: true })).toBe('{"a":true,"b":[1,{"a":"x\\"","z":null}]}');
  expect(() => canonicalJson({ amount: 0.1 })).toThrow("whole");
});

test("documents are looked at by what they come to: what nobody explains first, then the largest difference on either side", () => {
  const documents = [["5.00", "set-aside"], ["-900.00", "set-aside"], ["0.10", "unread"], ["1000.00", "set-aside"]].map(([difference, reason]) => ({ difference, reason })) as unknown as Parameters<typeof bySizeOfDifference>[0];
  expect(bySizeOfDifference(documents).map(({ difference }) => difference)).toEqual(["0.10", "1000.00", "-900.00", "5.00"]);
});
