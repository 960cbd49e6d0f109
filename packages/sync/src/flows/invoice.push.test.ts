import { describe, expect, it } from "vitest";
import { problemCatalog } from "@tieout/domain";
import type { SyncInvoice, SyncInvoiceLine } from "@tieout/store";
import { company, planFacts } from "../testing/plan-facts.js";
import { planInvoice, type InvoiceReferences } from "./invoice.push.js";

const line = (given: Partial<SyncInvoiceLine> = {}): SyncInvoiceLine => ({
  description: "Return", categoryId: "cat-1", categoryCode: "TAX", categoryName: "Tax return", typeId: null, typeCode: null, typeName: null, quantity: null, unitPrice: null, amount: "166.67", isTaxable: false, serviceDate: null, ...given,
});
const invoice = (given: Partial<SyncInvoice> = {}): SyncInvoice => ({
  id: "0191f0aa-0000-7000-8000-000000000001", number: null, status: "new", issuedOn: "2026-11-02", dueOn: "2026-12-02", billEmail: null, currency: "USD", memo: null, rollUp: "category", subtotal: "166.67", tax: "0", total: "166.67",
  version: 4, lines: [line()], client: { id: "client-1", displayName: "Acme Inc", isActive: true, isTaxable: true, isSetAside: false, ledgerId: "71", isLedgerActive: true, ledgerCurrency: "USD" }, site: null, link: null, ledger: null, twin: null, isTheirNumberTaken: false, isSetAside: false, ...given,
});
const references: InvoiceReferences = {
  items: { targets: new Map([["billable-category cat-1", { id: "19", name: "Tax", isUsable: true }], ["billable-category cat-2", { id: "20", name: "Old", isUsable: false }]]), defaultItem: null },
  taxes: { codes: [{ id: "2", isTaxable: true }, { id: "3", isTaxable: true }, { id: "CustomSalesTax", isTaxable: true }, { id: "NON", isTaxable: false }, { id: "TAX", isTaxable: true }] },
};
const plan = (given: Partial<SyncInvoice> = {}, facts: Parameters<typeof planFacts<InvoiceReferences>>[1] = {}, refs = references) => planInvoice(invoice(given), planFacts(refs, facts));

describe("planning an invoice", () => {
  it("sends it whole: mapped items, a tax code on every line, the amount alone where hours do not multiply to it, our tag", () => {
    const [change] = plan({ lines: [line(), line({ quantity: "2.5", unitPrice: "200", amount: "500.00", isTaxable: true })] })?.changes ?? [];
    expect(change).toMatchObject({
      operation: "create", state: "planned", baseVersion: 4, dependsOn: null,
      write: { operation: "create", document: { customerId: "71", currency: null, marker: expect.stringMatching(/^hub:[a-z2-7]{26}$/), lines: [{ itemId: "19", taxCodeId: "NON", quantity: null, amount: "166.67" }, { itemId: "19", taxCodeId: "TAX", quantity: "2.5", unitPrice: "200", amount: "500.00" }] } },
    });
  });

  it("gathers everything that holds it at once, one problem a cause, and plans no part of it", () => {
    const result = plan({ lines: [line({ categoryId: "cat-9", categoryCode: "X" }), line({ categoryId: "cat-9", categoryCode: "X" }), line({ categoryId: "cat-2", categoryCode: "OLD" }), line({ categoryId: null })] });
    expect(result?.problems?.map(({ kind, causeKey }) => [kind, causeKey])).toEqual([
      ["mapping-missing", "mapping:billable-category:cat-9"],
      ["mapping-target-inactive", "item-inactive:20"],
      ["line-without-category", `line-without-category:${invoice().id}`],
    ]);
    expect(result?.changes).toMatchObject([{ state: "blocked", write: null }]);
  });

  it("lets the default item serve unmapped codes, never a line without a code", () => {
    const refs = { ...references, items: { ...references.items, defaultItem: { id: "2", name: "Hours", isUsable: true } } };
    expect(plan({ lines: [line({ categoryId: "cat-9" })] }, {}, refs)?.changes).toMatchObject([{ state: "planned", write: { document: { lines: [{ itemId: "2" }] } } }]);
    expect(plan({ lines: [line({ categoryId: null })] }, {}, refs)?.problems).toMatchObject([{ kind: "line-without-category" }]);
  });

  it("tells a default service that is inactive from a mapped one: another default helps only codes that have none of their own", () => {
    const refs = { ...references, items: { ...references.items, defaultItem: { id: "20", name: "Old", isUsable: false } } };
    expect(plan({ lines: [line({ categoryId: "cat-9" }), line({ categoryId: "cat-2", categoryCode: "OLD" })] }, {}, refs)?.problems?.map(({ kind, causeKey }) => [kind, causeKey])).toEqual([
      ["default-service-inactive", "default-item-inactive:20"],
      ["mapping-target-inactive", "item-inactive:20"],
    ]);
    expect(problemCatalog["mapping-target-inactive"].remedies).not.toContain("choose-default-item");
    expect(problemCatalog["default-service-inactive"].remedies).toContain("choose-default-item");
  });

  it("uses a type's own service where types are rolled up, and the category's where a line has no type", () => {
    const typed = line({ typeId: "type-1", typeCode: "TAX-R" });
    expect(plan({ rollUp: "type", lines: [typed] })?.problems).toMatchObject([{ causeKey: "mapping:billable-type:type-1" }]);
    expect(plan({ rollUp: "type" })?.changes).toMatchObject([{ state: "planned" }]);
    expect(plan({ rollUp: "category", lines: [typed] })?.changes).toMatchObject([{ state: "planned" }]);
  });

  it("waits for a client of the same plan, and for one that cannot be planned", () => {
    const client = { id: "client-1", displayName: "Acme Inc", isActive: true, isTaxable: true, isSetAside: false, ledgerId: null, isLedgerActive: null, ledgerCurrency: null };
    expect(plan({ client })?.changes).toMatchObject([{ state: "blocked", reason: "waits for client Acme Inc" }]);
    const facts = planFacts(references);
    facts.planned.add({ id: "change-1", kind: "client", recordId: "client-1", ledgerKind: "customer", ledgerId: null, side: "ledger", operation: "create", state: "planned", candidates: [], label: "Acme Inc" });
    expect(planInvoice(invoice({ client }), facts)?.changes).toMatchObject([{ state: "planned", dependsOn: "change-1", write: { document: { customerId: "$dependency" } } }]);
  });

  it("goes to the site's sub-customer where the site has one", () => {
    const site = { id: "site-1", name: "Plant", ledgerId: "72", isLedgerActive: true };
    expect(plan({ site })?.changes).toMatchObject([{ write: { document: { customerId: "72" } } }]);
    expect(plan({ site: { ...site, ledgerId: null } })?.changes).toMatchObject([{ write: { document: { customerId: "71" } } }]);
  });

  it.each([
    ["closed books", {}, { company: { ...company, closedThrough: "2026-11-02" } }, "period-closed"],
    ["another currency than the company's", { currency: "EUR" }, {}, "currency-mismatch"],
    ["a company that expects numbers", {}, { company: { ...company, usesCustomNumbers: true } }, "number-missing"],
    ["an inactive customer", { client: { ...invoice().client, isLedgerActive: false } }, {}, "record-inactive"],
  ])("is held by %s before any call", (_name, given, facts, kind) => {
    expect(plan(given, facts)?.problems).toMatchObject([{ kind }]);
  });

  it("passes over drafts, what was sent, what is set aside, and what is older than the start date unless chosen", () => {
    expect(plan({ status: "draft" })).toBeNull();
    expect(plan({ status: "processed_externally" })).toBeNull();
    expect(plan({ isSetAside: true })).toBeNull();
    expect(plan({}, { startDate: "2026-11-03" })).toBeNull();
    expect(plan({}, { startDate: "2026-11-03", chosen: new Set([invoice().id]) })?.changes).toMatchObject([{ state: "planned" }]);
  });

  it("plans to void there what was voided here after it was sent, once", () => {
    const link = { id: "l", kind: "invoice" as const, recordId: invoice().id, ledgerKind: "invoice", ledgerId: "305", token: "0", agreed: {}, hubAgreed: {}, origin: "created-by-hub" as const };
    const document = { isVoid: false, total: "166.67" } as NonNullable<SyncInvoice["ledger"]>["document"];
    const ledger = { kind: "invoice" as const, ledgerId: "305", token: "1", name: "1001", parentId: null, isActive: true, isDeleted: false, updatedAt: null, document };
    expect(plan({ status: "void", link, ledger })?.changes).toMatchObject([{ operation: "void", ledgerId: "305", baseToken: "1" }]);
    expect(plan({ status: "void", link, ledger: { ...ledger, document: { ...document, isVoid: true } } })).toBeNull();
  });

  it("plans nothing for a void invoice that is not there, shows it as never sent, and ends the link of one that is gone", () => {
    expect(plan({ status: "void" })).toEqual({ recordId: invoice().id, label: expect.any(String), amount: "166.67", currency: "USD", state: { state: "never-sent", reason: null } });
    const link = { id: "l", kind: "invoice" as const, recordId: invoice().id, ledgerKind: "invoice", ledgerId: "305", token: "0", agreed: {}, hubAgreed: {}, origin: "created-by-hub" as const };
    const gone = { kind: "invoice" as const, ledgerId: "305", token: "1", name: "1001", parentId: null, isActive: false, isDeleted: true, updatedAt: null, document: {} as NonNullable<SyncInvoice["ledger"]>["document"] };
    expect(plan({ status: "void", link, ledger: gone })).toMatchObject({ endsLink: true, state: { state: "never-sent" } });
  });
});
