import type { LedgerCustomer, LedgerInvoice, LedgerTimeActivity } from "@tieout/domain";
import { describe, expect, it } from "vitest";
import { prepare } from "../prepare.js";
import { parseWire } from "../wire.js";
import { codecs } from "./index.js";

const stored = { Id: "71", SyncToken: "3", MetaData: { LastUpdatedTime: "2026-03-02T05:58:16-08:00" }, domain: "QBO", sparse: false };
const decode = (kind: keyof typeof codecs, payload: object) => codecs[kind].decode(parseWire(JSON.stringify({ ...stored, ...payload })));

const client: LedgerCustomer = {
  kind: "customer",
  displayName: "Reed, Dana",
  companyName: null,
  givenName: "Dana",
  familyName: "Reed",
  suffix: null,
  email: "dana@firm.example",
  phone: "555 0100",
  billingAddress: { line1: "12 Quay St", line2: null, city: "Port", state: "CA", postalCode: "94000", country: null },
  parentId: null,
  currency: "USD",
  isTaxable: false,
  balance: null,
  isActive: true,
};

const bill: LedgerInvoice = {
  kind: "invoice",
  customerId: "71",
  number: "1042",
  issuedOn: "2026-03-31",
  dueOn: "2026-04-30",
  termId: "3",
  billEmail: "ap@harbor.example",
  currency: "USD",
  memo: "Thank you",
  taxCodeId: "2",
  marker: "hub:k3m2a7",
  lines: [
    { description: "Advisory", itemId: "19", classId: "5000000000000085682", taxCodeId: "NON", quantity: "2.5", unitPrice: "200.00", amount: "500.00", serviceDate: "2026-03-02" },
    { description: "50 minutes", itemId: "19", classId: null, taxCodeId: "TAX", quantity: null, unitPrice: null, amount: "166.67", serviceDate: null },
    { description: "See the engagement letter", itemId: null, classId: null, taxCodeId: null, quantity: null, unitPrice: null, amount: "0", serviceDate: null },
  ],
  subtotal: null,
  tax: null,
  total: null,
  balance: null,
  isVoid: false,
  isEmailed: false,
};

const hours: LedgerTimeActivity = {
  kind: "time-activity",
  personKind: "employee",
  personId: "55",
  customerId: "71",
  itemId: "19",
  classId: null,
  day: "2026-02-27",
  minutes: 150,
  description: "Drafting",
  hourlyRate: "150.00",
  isBillable: true,
  isBilled: false,
};

const bodyOf = (write: Parameters<typeof prepare>[0]) => prepare(write).body as Record<string, unknown>;

describe("a customer", () => {
  it("comes back from its own encoding", () => {
    const { document } = decode("customer", bodyOf({ operation: "create", document: client }));
    expect(document).toEqual(client);
  });

  it("is a sub-customer only with Job and ParentRef together", () => {
    expect(bodyOf({ operation: "create", document: { ...client, parentId: "7" } })).toMatchObject({ Job: true, ParentRef: { value: "7" } });
    expect(bodyOf({ operation: "create", document: client })).not.toHaveProperty("Job");
  });

  it("changes only what is named, and blanks what is named and empty", () => {
    const body = bodyOf({ operation: "update", id: "71", token: "3", document: { ...client, email: null }, fields: ["email", "companyName"] });
    expect(body).toEqual({ Id: "71", SyncToken: "3", sparse: true, CompanyName: "", PrimaryEmailAddr: { Address: "" } });
  });

  it("moves without keeping the second line of the old address", () => {
    const body = bodyOf({ operation: "update", id: "71", token: "3", document: client, fields: ["billingAddress"] });
    expect(body["BillAddr"]).toMatchObject({ Line1: "12 Quay St", Line2: "", Country: "" });
  });

  it("is known by its name whatever QuickBooks appended when it was switched off", () => {
    const record = decode("customer", { DisplayName: "Emily Platt (deleted)", Active: false });
    expect(record).toMatchObject({ name: "Emily Platt", isActive: false, document: { displayName: "Emily Platt", isActive: false } });
    expect(decode("customer", { DisplayName: "Emily Platt (deleted)", Active: true }).name).toBe("Emily Platt (deleted)");
  });

  it("is switched off and on sparsely, on again with its name", () => {
    expect(bodyOf({ operation: "deactivate", kind: "customer", id: "71", token: "3" })).toEqual({ Id: "71", SyncToken: "3", sparse: true, Active: false });
    expect(bodyOf({ operation: "reactivate", kind: "customer", id: "71", token: "4", document: client })).toMatchObject({ DisplayName: "Reed, Dana", Active: true });
  });

  it("tolerates members nobody knew yet, and no missing id", () => {
    expect(decode("customer", { DisplayName: "A", Invented: { deep: 1 }, Balance: 12.5 }).document).toMatchObject({ balance: "12.50" });
    expect(() => codecs.customer.decode({ DisplayName: "A" })).toThrow();
  });
});

describe("an invoice", () => {
  it("comes back from its own encoding, with QuickBooks' subtotal line set aside", () => {
    const body = bodyOf({ operation: "create", document: bill });
    const answered = { ...body, Line: [...(body["Line"] as object[]), { Amount: 666.67, DetailType: "SubTotalLineDetail", SubTotalLineDetail: {} }], TxnTaxDetail: { ...(body["TxnTaxDetail"] as object), TotalTax: 0 }, TotalAmt: 666.67, Balance: 666.67 };
    expect(decode("invoice", answered)).toMatchObject({
      name: "1042",
      document: { ...bill, lines: [bill.lines[0], bill.lines[1], { ...bill.lines[2], amount: "0.00" }], subtotal: "666.67", tax: "0.00", total: "666.67", balance: "666.67" },
    });
  });

  it("always carries its customer and all its lines, and nothing else that was not named", () => {
    const body = bodyOf({ operation: "update", id: "130", token: "1", document: bill, fields: ["dueOn"] });
    expect(Object.keys(body).sort()).toEqual(["CustomerRef", "DueDate", "Id", "Line", "SyncToken", "sparse"]);
  });

  it("sends quantity and price together or not at all", () => {
    const lines = bodyOf({ operation: "create", document: bill })["Line"] as { Amount: number; SalesItemLineDetail: object }[];
    expect(lines[0]?.SalesItemLineDetail).toMatchObject({ Qty: 2.5, UnitPrice: 200, ServiceDate: "2026-03-02", ClassRef: { value: "5000000000000085682" } });
    expect(lines[1]?.SalesItemLineDetail).toEqual({ ItemRef: { value: "19" }, TaxCodeRef: { value: "TAX" } });
    expect(lines[1]?.Amount).toBe(166.67);
    const half = { ...bill, lines: bill.lines.map((line) => ({ ...line, unitPrice: null })) };
    expect(() => prepare({ operation: "create", document: half })).toThrow(/together/);
  });

  it("never sends money without a product or service", () => {
    const lines = bill.lines.map((line) => ({ ...line, itemId: null }));
    expect(() => prepare({ operation: "create", document: { ...bill, lines } })).toThrow(/product or service/);
  });

  it("names the document's tax code and leaves the sum to QuickBooks", () => {
    expect(bodyOf({ operation: "create", document: bill })["TxnTaxDetail"]).toEqual({ TxnTaxCodeRef: { value: "2" } });
    expect(bodyOf({ operation: "create", document: { ...bill, taxCodeId: null } })).not.toHaveProperty("TxnTaxDetail");
  });

  it("names the tax calculation outside the US only", () => {
    expect(bodyOf({ operation: "create", document: bill })).not.toHaveProperty("GlobalTaxCalculation");
    const lines = bill.lines.slice(0, 1).map((line) => ({ ...line, taxCodeId: "6" }));
    expect(bodyOf({ operation: "create", document: { ...bill, lines } })).toMatchObject({ GlobalTaxCalculation: "TaxExcluded" });
  });

  it("is void when its money is gone and its note says so, keeping our marker", () => {
    const base = { CustomerRef: { value: "71" }, TxnDate: "2026-03-31", Line: [], Balance: 0, TotalAmt: 0 };
    expect(decode("invoice", { ...base, PrivateNote: "Voided - hub:k3m2a7 by Dana" }).document).toMatchObject({ isVoid: true, marker: "hub:k3m2a7" });
    expect(decode("invoice", { ...base, PrivateNote: "Pro bono" }).document).toMatchObject({ isVoid: false, marker: null });
    expect(decode("invoice", { ...base, TotalAmt: 5, PrivateNote: "Voided cheque" }).document).toMatchObject({ isVoid: false });
  });

  it("shows the lines of a bundle one by one", () => {
    const inner = { Amount: 7.96, DetailType: "SalesItemLineDetail", SalesItemLineDetail: { ItemRef: { value: "4" }, Qty: 15, UnitPrice: 0.5306667 } };
    const record = decode("invoice", { CustomerRef: { value: "1" }, TxnDate: "2026-01-01", Line: [{ Amount: 0, DetailType: "GroupLineDetail", GroupLineDetail: { Line: [inner] } }] });
    expect(record.document).toMatchObject({ lines: [{ itemId: "4", amount: "7.96", unitPrice: "0.5306667", quantity: "15" }], subtotal: "7.96" });
  });
});

describe("a time activity", () => {
  it("comes back from its own encoding", () => {
    expect(decode("time-activity", bodyOf({ operation: "create", document: hours })).document).toEqual(hours);
  });

  it("names an employee or a vendor, never both", () => {
    const body = bodyOf({ operation: "create", document: { ...hours, personKind: "vendor", personId: "30" } });
    expect(body).toMatchObject({ NameOf: "Vendor", VendorRef: { value: "30" } });
    expect(body).not.toHaveProperty("EmployeeRef");
  });

  it("is updated whole, so that it survives a server that ignores sparse", () => {
    const body = bodyOf({ operation: "update", id: "812", token: "0", document: { ...hours, minutes: 75, itemId: null }, fields: ["minutes", "itemId"] });
    expect(body).toMatchObject({ sparse: true, Hours: 1, Minutes: 15, TxnDate: "2026-02-27", Description: "Drafting", CustomerRef: { value: "71" }, ItemRef: null });
  });

  it("keeps its billing state when QuickBooks has billed it", () => {
    expect(bodyOf({ operation: "create", document: { ...hours, isBilled: true } })).not.toHaveProperty("BillableStatus");
    expect(decode("time-activity", { NameOf: "Employee", EmployeeRef: { value: "55" }, TxnDate: "2026-02-27", Hours: 1, BillableStatus: "HasBeenBilled" }).document).toMatchObject({ isBillable: true, isBilled: true });
  });

  it("counts minutes from a clock, over the night the clocks change too", () => {
    const clock = { NameOf: "Employee", EmployeeRef: { value: "55" }, TxnDate: "2026-03-08", StartTime: "2026-03-07T23:30:00-08:00", EndTime: "2026-03-08T04:00:00-07:00", BreakMinutes: 30 };
    expect(decode("time-activity", clock).document).toMatchObject({ minutes: 240 });
  });

  it("filed by QuickBooks under another kind of person names nobody", () => {
    expect(decode("time-activity", { NameOf: "Other", OtherNameRef: { value: "71" }, TxnDate: "2026-02-27", Hours: 1 }).document).toMatchObject({ personId: "" });
  });

  it("of no length is refused before it is sent", () => {
    expect(() => prepare({ operation: "create", document: { ...hours, minutes: 0 } })).toThrow(/above zero/);
  });
});

describe("lists", () => {
  it("decode to their few facts", () => {
    expect(decode("item", { Name: "Cedar", FullyQualifiedName: "Trees:Cedar", Type: "Service", UnitPrice: 75, IncomeAccountRef: { value: "1" } })).toMatchObject({ name: "Trees:Cedar", document: { name: "Cedar", unitPrice: "75.00", incomeAccountId: "1", sku: null } });
    expect(decode("term", { Name: "Net 30", DueDays: "30" }).document).toMatchObject({ dueDays: 30 });
    expect(decode("tax-rate", { Name: "AZ", RateValue: 7.1 }).document).toMatchObject({ ratePercent: "7.1" });
    expect(decode("employee", { DisplayName: "Emily Platt", BillRate: 50, PrimaryEmailAddr: { Address: "e@x.example" } }).document).toMatchObject({ kind: "employee", billRate: "50.00", email: "e@x.example" });
    expect(codecs["tax-code"].decode({ Id: "NON", Name: "NON", Taxable: false, Active: true })).toMatchObject({ id: "NON", token: "0", document: { isTaxable: false } });
    expect(decode("tax-agency", { DisplayName: "Board of Equalization" })).toMatchObject({ name: "Board of Equalization", isActive: true });
  });
});

describe("a prepared call", () => {
  it("is the same text for the same write", () => {
    const write = { operation: "create", document: bill } as const;
    expect(JSON.stringify(prepare(write))).toBe(JSON.stringify(prepare(structuredClone(write))));
  });

  it("addresses void and delete by operation", () => {
    expect(prepare({ operation: "void", kind: "invoice", id: "130", token: "1" })).toMatchObject({ path: "/invoice?minorversion=75&operation=void", body: { Id: "130", SyncToken: "1" } });
    expect(prepare({ operation: "delete", kind: "time-activity", id: "7", token: "0" }).path).toBe("/timeactivity?minorversion=75&operation=delete");
  });

  it("is refused for what QuickBooks does not offer", () => {
    expect(() => prepare({ operation: "delete", kind: "customer", id: "71", token: "0" })).toThrow(/no delete/);
    expect(() => prepare({ operation: "deactivate", kind: "invoice", id: "71", token: "0" })).toThrow(/no deactivate/);
    expect(() => prepare({ operation: "update", id: "71", token: "0", document: client, fields: ["balance"] })).toThrow(/balance/);
    expect(() => prepare({ operation: "update", id: "71", token: "0", document: client, fields: [] })).toThrow(/no field/);
  });
});
