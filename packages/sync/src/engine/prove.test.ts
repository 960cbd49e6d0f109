import { describe, expect, it } from "vitest";
import type { ProvenInvoice } from "@tieout/store";
import { compareInvoice, compareTax } from "./prove.js";

const document = { kind: "invoice", customerId: "71", number: "1001", issuedOn: "2026-11-02", dueOn: "2026-12-02", subtotal: "100.00", tax: "8.00", total: "108.00", balance: "108.00", isVoid: false } as ProvenInvoice["document"];
const invoice = (given: Partial<ProvenInvoice> = {}): ProvenInvoice => ({
  id: "i", number: "1001", status: "processed_externally", currency: "USD", subtotal: "100", tax: "8", total: "108", issuedOn: "2026-11-02", dueOn: "2026-12-02", clientId: "c", clientName: "Acme Inc", label: "1001", ledgerId: "305", isGone: false, document,
  agreed: { customerId: "71", number: "1001", issuedOn: "2026-11-02", dueOn: "2026-12-02", subtotal: "100.00", tax: "8.00", total: "108.00", isVoid: false }, ledgerSubtotal: "100", ledgerTotal: "108", ledgerBalance: "108", ledgerUpdatedAt: "2026-11-03T10:00:00.000Z", hubAgreed: {}, isSetAside: false, isTaxAutomatic: false, ...given,
});

describe("tying out an invoice", () => {
  it("is satisfied to the cent, however the numbers are written, and does not mind a payment", () => {
    expect(compareInvoice(invoice())).toBeNull();
    expect(compareInvoice(invoice({ document: { ...document, balance: "0.00" } }))).toBeNull();
  });

  it("finds a cent that QuickBooks made of it at once, and one that somebody changed later", () => {
    expect(compareInvoice(invoice({ subtotal: "100.01" }))).toMatchObject({ kind: "subtotal-differs", facts: { hubSubtotal: "100.01", ledgerSubtotal: "100.00" } });
    expect(compareInvoice(invoice({ document: { ...document, subtotal: "99.99", total: "107.99" } }))).toMatchObject({ kind: "changed-in-ledger", facts: { fields: ["subtotal", "total"] } });
  });

  it("tells what was edited, voided and deleted there apart, and accepts what a person accepted", () => {
    expect(compareInvoice(invoice({ document: { ...document, customerId: "72", dueOn: "2027-01-31" } }))).toMatchObject({ kind: "changed-in-ledger", facts: { fields: ["customerId", "dueOn"] } });
    expect(compareInvoice(invoice({ document: { ...document, isVoid: true, subtotal: "0.00", total: "0.00" } }))).toMatchObject({ kind: "voided-in-ledger" });
    expect(compareInvoice(invoice({ isGone: true }))).toMatchObject({ kind: "record-gone" });
    expect(compareInvoice(invoice({ subtotal: "100.01", agreed: { ...invoice().agreed, acceptedSubtotal: "100.00" } }))).toBeNull();
  });

  it("takes what a person accepted for agreed, and nothing that is changed there afterwards", () => {
    const accepted = { ...invoice().agreed, acceptedSubtotal: "100.00" };
    expect(compareInvoice(invoice({ agreed: accepted }))).toBeNull();
    expect(compareInvoice(invoice({ agreed: accepted, document: { ...document, tax: "9.00", total: "109.00" } }))).toMatchObject({ kind: "changed-in-ledger", facts: { fields: ["total"] } });
    expect(compareInvoice(invoice({ agreed: accepted, document: { ...document, customerId: "72" } }))).toMatchObject({ kind: "changed-in-ledger", facts: { fields: ["customerId"] } });
    expect(compareInvoice(invoice({ agreed: accepted, document: { ...document, subtotal: "90.00", total: "98.00" } }))).toMatchObject({ kind: "changed-in-ledger", facts: { fields: ["subtotal", "total"] } });
  });

  it("names the customers, not services that happen to have their ids", () => {
    const names = new Map([["customer 71", "Acme Inc"], ["customer 72", "Bond LLC"], ["item 71", "Tax return"], ["item 72", "Bookkeeping"]]);
    const finding = compareInvoice(invoice({ document: { ...document, customerId: "72" } }), names);
    expect(JSON.parse(String(finding?.facts["differences"]))).toEqual([{ path: "customerId", before: "Acme Inc", after: "Bond LLC", agreed: "Acme Inc" }]);
  });

  it("sees a line whose text or service was edited though the amounts are the same, and tells both", () => {
    const line = { description: "Trust return", itemId: "7", quantity: null, unitPrice: null, amount: "100.00", serviceDate: null, classId: null, taxCodeId: "TAX" };
    const [agreed, names] = [{ ...invoice().agreed, lines: [line] }, new Map([["item 7", "Tax return"], ["item 9", "Other fees"]])];
    expect(compareInvoice(invoice({ agreed, document: { ...document, lines: [{ ...line, amount: "100.0" }] } }), names)).toBeNull();
    const finding = compareInvoice(invoice({ agreed, document: { ...document, lines: [{ ...line, itemId: "9" }] } }), names);
    expect(finding).toMatchObject({ kind: "changed-in-ledger", facts: { fields: ["lines"], editedThereAt: "2026-11-03T10:00:00.000Z" } });
    expect(JSON.parse(String(finding?.facts["differences"]))).toEqual([
      { path: "lines", before: ["1. Trust return / Tax return: 100.00"], after: ["1. Trust return / Other fees: 100.00"], agreed: ["1. Trust return / Tax return: 100.00"] },
    ]);
  });

  it("asks nothing about one that was set aside, or that waits to be sent again", () => {
    const edited = { document: { ...document, dueOn: "2027-01-31" } };
    expect(compareInvoice(invoice({ ...edited, isSetAside: true }))).toBeNull();
    expect(compareInvoice(invoice({ ...edited, hubAgreed: { pushAgain: true } }))).toBeNull();
  });

  it("leaves invoices alone that were voided here", () => {
    expect(compareInvoice(invoice({ status: "void", isGone: true }))).toBeNull();
  });
});

describe("tying out the tax of an invoice", () => {
  const untaxed = { ...document, tax: "0.00", total: "100.00" };
  const agreedOn = (there: typeof document, more: object = {}) => ({ document: there, agreed: { ...invoice().agreed, subtotal: there.subtotal, tax: there.tax, total: there.total, ...more } });

  it("is satisfied to the cent, and by what a person accepted until it changes", () => {
    expect(compareTax(invoice())).toBeNull();
    expect(compareTax(invoice({ tax: "0", document: { ...untaxed, tax: null }, agreed: { ...invoice().agreed, total: "100.00" } }))).toBeNull();
    expect(compareTax(invoice(agreedOn(untaxed, { acceptedTax: "0.00" })))).toBeNull();
    expect(compareTax(invoice(agreedOn({ ...document, tax: "7.99", total: "107.99" }, { acceptedTax: "0.00" })))).toMatchObject({ kind: "tax-differs" });
  });

  it("tells no tax at all from another tax, with what is at stake", () => {
    expect(compareTax(invoice(agreedOn(untaxed)))).toMatchObject({ kind: "tax-missing", causeKey: "tax:tax-missing", amount: "8.00", label: "1001: tax 8.00 here, 0.00 in QuickBooks" });
    expect(compareTax(invoice({ ...agreedOn(document), tax: "8.01" }))).toMatchObject({ kind: "tax-differs", amount: "0.01" });
  });

  it("is only a notice where QuickBooks computes the tax from addresses, also when it charges none", () => {
    expect(compareTax(invoice({ ...agreedOn(untaxed), isTaxAutomatic: true }))).toMatchObject({ kind: "tax-differs", severity: "info" });
  });

  it("leaves a later edit of the total to the problem of the edit, and takes one that makes it right for agreed", () => {
    const edited = { document: { ...document, tax: "7.00", total: "107.00" }, agreed: { ...invoice().agreed, tax: "0.00", total: "100.00" } };
    expect(compareTax(invoice(edited))).toBeNull();
    expect(compareInvoice(invoice(edited))).toMatchObject({ kind: "changed-in-ledger", facts: { fields: ["total"] } });
    expect(compareInvoice(invoice({ ...edited, document }))).toBeNull();
    expect(compareTax(invoice({ ...edited, document }))).toBeNull();
  });
});
