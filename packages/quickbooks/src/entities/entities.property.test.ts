import type { LedgerCustomer, LedgerDocument, LedgerInvoice, LedgerInvoiceLine, LedgerItem, LedgerPerson, LedgerTimeActivity } from "@tieout/domain";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { moneyText, parseWire, trimmed, type WireObject } from "../wire.js";
import { codecs } from "./index.js";

const runs = { numRuns: 500 };

const aText = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 });
const maybeText = fc.option(aText, { nil: null });
const anId = fc.bigInt({ min: 1n, max: 9_999_999_999_999_999_999n }).map(String);
const maybeId = fc.option(anId, { nil: null });
const maybeFlag = fc.option(fc.boolean(), { nil: null });
const aDay = fc.date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
const maybeDay = fc.option(aDay, { nil: null });
/** So many digits after the point at most; fifteen digits in all, QuickBooks' own limit. */
const decimalOf = (places: number) => fc.tuple(fc.nat(999_999_999), fc.nat(10 ** places - 1)).map(([whole, fraction]) => trimmed(`${whole}.${String(fraction).padStart(places, "0")}`));
const money = decimalOf(2).map(moneyText);
const price = decimalOf(5).map(moneyText);

const address = fc.record({ line1: maybeText, line2: maybeText, city: maybeText, state: maybeText, postalCode: maybeText, country: maybeText });
const customer: fc.Arbitrary<LedgerCustomer> = fc.record({
  kind: fc.constant("customer" as const), displayName: aText, companyName: maybeText, givenName: maybeText, familyName: maybeText, suffix: maybeText, email: maybeText, phone: maybeText,
  billingAddress: fc.option(address, { nil: null }), parentId: maybeId, currency: fc.option(fc.constantFrom("USD", "CAD"), { nil: null }), isTaxable: maybeFlag, balance: fc.constant(null), isActive: fc.constant(true),
});
const personOf = (kind: LedgerPerson["kind"]): fc.Arbitrary<LedgerPerson> => fc.record({ kind: fc.constant(kind), displayName: aText, givenName: maybeText, familyName: maybeText, email: maybeText, billRate: fc.option(price, { nil: null }), isActive: fc.constant(true) });
const item: fc.Arbitrary<LedgerItem> = fc
  .record({ kind: fc.constant("item" as const), name: aText, sku: maybeText, type: fc.constantFrom("Service", "NonInventory"), incomeAccountId: maybeId, unitPrice: fc.option(price, { nil: null }), isTaxable: maybeFlag, isActive: fc.constant(true) })
  .map((made) => ({ ...made, fullName: made.name }));
const line: fc.Arbitrary<LedgerInvoiceLine> = fc
  .record({ description: maybeText, itemId: maybeId, classId: maybeId, taxCodeId: fc.option(fc.constantFrom("TAX", "NON", "5"), { nil: null }), worth: fc.option(fc.tuple(decimalOf(5), price), { nil: null }), amount: money, serviceDate: maybeDay })
  .map(({ worth, ...made }) =>
    made.itemId === null
      ? { ...made, classId: null, taxCodeId: null, quantity: null, unitPrice: null, amount: "0.00", serviceDate: null }
      : { ...made, quantity: worth?.[0] ?? null, unitPrice: worth?.[1] ?? null },
  );
const invoice: fc.Arbitrary<LedgerInvoice> = fc
  .record({
    customerId: anId, number: maybeText, issuedOn: aDay, dueOn: maybeDay, termId: maybeId, billEmail: maybeText, currency: fc.option(fc.constantFrom("USD", "CAD"), { nil: null }), memo: maybeText, taxCodeId: maybeId,
    marker: fc.option(fc.stringMatching(/^hub:[a-z2-7]{8}$/), { nil: null }), lines: fc.array(line, { maxLength: 5 }),
  })
  .map((made) => ({ ...made, kind: "invoice", subtotal: null, tax: null, total: null, balance: null, isVoid: false, isEmailed: false }));
const time: fc.Arbitrary<LedgerTimeActivity> = fc.record({
  kind: fc.constant("time-activity" as const), personKind: fc.constantFrom("employee" as const, "vendor" as const), personId: anId, customerId: maybeId, itemId: maybeId, classId: maybeId, day: aDay, minutes: fc.integer({ min: 1, max: 1_440 }),
  description: maybeText, hourlyRate: fc.option(price, { nil: null }), isBillable: fc.boolean(), isBilled: fc.constant(false),
});

/** Every kind we write, and of each the fields that, once set, cannot be emptied: QuickBooks has no "unset" for a flag, and an employee keeps a bill rate. */
const written: readonly { kind: keyof typeof codecs; documents: fc.Arbitrary<LedgerDocument>; keeps: readonly string[] }[] = [
  { kind: "customer", documents: customer, keeps: ["isTaxable"] },
  { kind: "employee", documents: personOf("employee"), keeps: ["billRate"] },
  { kind: "vendor", documents: personOf("vendor"), keeps: [] },
  { kind: "item", documents: item, keeps: ["isTaxable"] },
  { kind: "invoice", documents: invoice, keeps: [] },
  { kind: "time-activity", documents: time, keeps: [] },
];

/** What the codec may write of a document; the rest is QuickBooks' own. */
const readOnly = new Set(["kind", "isActive", "balance", "fullName", "subtotal", "tax", "total", "isVoid", "isEmailed", "isBilled"]);
const fieldsOf = (document: LedgerDocument): string[] => Object.keys(document).filter((field) => !readOnly.has(field));
const decode = (kind: keyof typeof codecs, wire: object) => codecs[kind].decode(parseWire(JSON.stringify({ ...wire, Id: "71", SyncToken: "3" }))).document;

/** A sparse update as Intuit tells it: members that are named replace theirs, nested ones too, lists whole; the rest stays. */
function sparsely(stored: WireObject, changes: WireObject): WireObject {
  const isObject = (value: unknown): value is WireObject => typeof value === "object" && value !== null && !Array.isArray(value);
  return { ...stored, ...Object.fromEntries(Object.entries(changes).map(([member, value]) => [member, isObject(value) ? sparsely(isObject(stored[member]) ? stored[member] : {}, value) : value])) };
}

/** An address without any part is none; of an invoice only what we write is compared, for its sums are read. */
const plain = (document: LedgerDocument): object => Object.fromEntries(fieldsOf(document).map((field) => {
  const value = document[field as keyof LedgerDocument] as unknown;
  return [field, field === "billingAddress" && value !== null && Object.values(value as object).every((part) => part === null) ? null : value];
}));

describe.each(written)("a $kind", ({ kind, documents, keeps }) => {
  it("comes back from its own encoding, whatever it says", () => {
    fc.assert(
      fc.property(documents, (document) => {
        expect(plain(decode(kind, codecs[kind].encodeNew(document)))).toEqual(plain(document));
      }),
      runs,
    );
  });

  it("is the same to the byte each time it is encoded, and from what was decoded", () => {
    fc.assert(
      fc.property(documents, (document) => {
        const wire = codecs[kind].encodeNew(document);
        expect(JSON.stringify(codecs[kind].encodeNew(document))).toBe(JSON.stringify(wire));
        expect(codecs[kind].encodeNew(decode(kind, wire))).toEqual(wire);
      }),
      runs,
    );
  });

  it("takes over the fields that are named, all that are sent with every update besides, and no other; a second time changes nothing", () => {
    const edit = fc.tuple(documents, documents).chain(([before, after]) => fc.record({ before: fc.constant(before), after: fc.constant(after), fields: fc.subarray(fieldsOf(before)) }));
    fc.assert(
      fc.property(edit, ({ before, after, fields }) => {
        // As the engine sends it: the record as QuickBooks has it, with the changed fields in it.
        const wanted = { ...before, ...Object.fromEntries(fields.map((field) => [field, after[field as keyof LedgerDocument]])) } as LedgerDocument;
        const stored = codecs[kind].encodeNew(before);
        const changes = codecs[kind].encodeChanges(wanted, fields);
        const once = sparsely(stored, changes);
        const expected = { ...wanted, ...Object.fromEntries(keeps.filter((field) => wanted[field as keyof LedgerDocument] === null).map((field) => [field, before[field as keyof LedgerDocument]])) } as LedgerDocument;
        expect(plain(decode(kind, once))).toEqual(plain(expected));
        expect(sparsely(once, changes)).toEqual(once);
      }),
      runs,
    );
  });
});
