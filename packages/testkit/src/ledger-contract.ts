import { sameDecimal, type Ledger, type LedgerInvoice, type LedgerInvoiceLine, type LedgerKind, type LedgerRecord, type LedgerWrite } from "@tieout/domain";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contractFixtures } from "./ledger-contract-fixtures.js";

export interface LedgerUnderContract {
  ledger: Ledger;
  close?(): Promise<void>;
}

const everyKind: readonly LedgerKind[] = [
  "customer", "employee", "vendor", "item", "account", "class", "term", "tax-code", "tax-rate", "tax-agency", "invoice", "time-activity",
];

/**
 * What every adapter promises the sync engine, tried against a company it may write to: the emulator, or a sandbox. The company
 * needs an active service item and an active employee. Names carry a tag of the run, so that a company can be used again.
 * With `skippedBecause` nothing runs and the report says why.
 */
export function ledgerContract(name: string, makeLedger: () => Promise<LedgerUnderContract>, skippedBecause?: string): void {
  describe.skipIf(skippedBecause !== undefined)(`ledger contract: ${name}${skippedBecause ? ` (skipped: ${skippedBecause})` : ""}`, () => {
    const tag = crypto.randomUUID().slice(0, 8);
    let under: LedgerUnderContract;
    let ledger: Ledger;
    let itemId: string;
    let employeeId: string;
    let homeCurrency: string;

    const { all, write, written, refusal, customerNamed, line, invoiceFor, timeFor, created } = contractFixtures(() => ({ ledger, tag, itemId, employeeId, homeCurrency }));

    beforeAll(async () => {
      under = await makeLedger();
      ledger = under.ledger;
      const items = await all("item");
      itemId = firstOf(items, ({ document, isActive }) => isActive && document.kind === "item" && document.type === "Service");
      employeeId = firstOf(await all("employee"), ({ isActive }) => isActive);
      homeCurrency = (await ledger.company()).homeCurrency;
    });

    afterAll(async () => under?.close?.());

    it("says what the company allows", async () => {
      const company = await ledger.company();
      expect(company.name).not.toBe("");
      expect(company.homeCurrency).toMatch(/^[A-Z]{3}$/);
      expect(["none", "per-document", "per-line"]).toContain(company.tracksClasses);
    });

    it.each(everyKind)("reads every %s page by page, none twice", async (kind) => {
      const ids: string[] = [];
      for await (const page of ledger.readAll(kind)) {
        expect(page.length).toBeGreaterThan(0);
        expect(page.length).toBeLessThanOrEqual(1_000);
        for (const record of page) expect(record).toMatchObject({ kind, document: { kind } });
        ids.push(...page.map(({ id }) => id));
      }
      expect(new Set(ids).size).toBe(ids.length);
    });

    it("creates a customer and reads the same back", async () => {
      const document = customerNamed("Doe, Jane", {
        givenName: "Jane",
        familyName: "Doe",
        companyName: "Doe & Partners",
        email: "jane@doe.example",
        phone: "(555) 555-0100",
        billingAddress: { line1: "12 Quay St", line2: "Floor 2", city: "Bayshore", state: "CA", postalCode: "94326", country: null },
      });
      const record = await written({ operation: "create", document });
      expect(record.document).toMatchObject({ ...document, balance: expect.stringMatching(/^0(\.0+)?$/), currency: expect.any(String) });
      const read = await ledger.read("customer", record.id);
      expect(read).toMatchObject({ id: record.id, token: record.token, name: document.displayName });
      expect(read?.document).toEqual(record.document);
    });

    it("changes only the fields named", async () => {
      const record = await created("Partial", { email: "old@partial.example", phone: "555-0101" });
      const document = customerNamed("Ignored", { email: "new@partial.example", phone: null });
      const updated = await written({ operation: "update", id: record.id, token: record.token, document, fields: ["email"] });
      expect(updated.document).toMatchObject({ displayName: `Partial ${tag}`, email: "new@partial.example", phone: "555-0101" });
      expect(updated.token).not.toBe(record.token);
      const cleared = await written({ operation: "update", id: record.id, token: updated.token, document, fields: ["phone"] });
      expect(cleared.document).toMatchObject({ email: "new@partial.example", phone: null });
    });

    it("switches a customer off and on again under its own name", async () => {
      const record = await created("Dormant");
      const off = await written({ operation: "deactivate", kind: "customer", id: record.id, token: record.token });
      expect(off).toMatchObject({ isActive: false, name: `Dormant ${tag}` });
      expect((await all("customer")).find(({ id }) => id === record.id)).toMatchObject({ isActive: false });
      expect(await ledger.find({ kind: "customer", name: `Dormant ${tag}` })).toMatchObject([{ id: record.id, isActive: false }]);
      const on = await written({ operation: "reactivate", kind: "customer", id: record.id, token: off.token, document: customerNamed("Dormant") });
      expect(on).toMatchObject({ isActive: true, name: `Dormant ${tag}` });
    });

    it("hangs a site under its client", async () => {
      const parent = await created("Parent");
      const site = await created("Quay Site", { parentId: parent.id });
      expect(site).toMatchObject({ name: `Quay Site ${tag}`, document: { parentId: parent.id } });
      expect(await ledger.read("customer", site.id)).toMatchObject({ document: { parentId: parent.id } });
    });

    it("refuses a name that is taken, by another kind of name too", async () => {
      const record = await created("Twin");
      const vendor = { kind: "vendor", displayName: `Twin ${tag}`, givenName: null, familyName: null, email: null, billRate: null, isActive: true } as const;
      for (const document of [customerNamed("Twin"), vendor]) {
        const error = await refusal(write({ operation: "create", document }));
        expect(error).toMatchObject({ code: "duplicate-name", retry: "after-fix", isOutcomeUnknown: false });
        expect(error.facts.faultMessage).toBeTruthy();
      }
      expect(await ledger.find({ kind: "customer", name: `Twin ${tag}` })).toMatchObject([{ id: record.id }]);
    });

    it("finds a name whatever characters it has", async () => {
      const record = await created("O'Hara & Sons \\ 100%");
      expect(await ledger.find({ kind: "customer", name: `O'Hara & Sons \\ 100% ${tag}` })).toMatchObject([{ id: record.id }]);
      expect(await ledger.find({ kind: "vendor", name: `O'Hara & Sons \\ 100% ${tag}` })).toEqual([]);
    });

    it("refuses a change on top of a version it no longer has", async () => {
      const record = await created("Contended");
      const change = (email: string): LedgerWrite => ({ operation: "update", id: record.id, token: record.token, document: customerNamed("Contended", { email }), fields: ["email"] });
      await write(change("first@contended.example"));
      expect(await refusal(write(change("second@contended.example")))).toMatchObject({ code: "stale", retry: "now", isOutcomeUnknown: false });
    });

    it("answers a repeated request id with the first result and does nothing twice", async () => {
      const { id: customerId } = await created("Repeated");
      const requestId = crypto.randomUUID();
      const call = ledger.prepare({ operation: "create", document: invoiceFor(customerId) });
      const first = await ledger.send(call, requestId);
      const second = await ledger.send(call, requestId);
      expect(second).toMatchObject({ id: first.id, token: first.token });
      expect(await ledger.find({ kind: "invoice", number: null, customerId, issuedOn: "2026-03-31", marker: null })).toHaveLength(1);
    });

    it("creates an invoice and reads its fields back to the cent", async () => {
      const { id: customerId } = await created("Invoiced");
      const lines = [
        line({ description: "2.5 h", quantity: "2.5", unitPrice: "200.00", amount: "500.00", serviceDate: "2026-03-02" }),
        line({ description: "50 minutes", amount: "166.67" }),
      ];
      const document = invoiceFor(customerId, { number: `T-${tag}`, lines, memo: "Thank you", marker: "hub:k3m2a7", billEmail: "ap@invoiced.example" });
      const record = await written({ operation: "create", document });
      expect(record.name).toBe(document.number);
      const read = (await ledger.read("invoice", record.id))?.document as LedgerInvoice;
      const { customerId: to, number, issuedOn, dueOn, memo, marker, billEmail, currency } = read;
      expect({ to, number, issuedOn, dueOn, memo, marker, billEmail, currency }).toEqual({
        to: customerId,
        number: document.number,
        issuedOn: document.issuedOn,
        dueOn: document.dueOn,
        memo: document.memo,
        marker: document.marker,
        billEmail: document.billEmail,
        currency: homeCurrency,
      });
      expect(read.lines).toHaveLength(2);
      for (const [index, sent] of lines.entries()) {
        const { amount, quantity, unitPrice, ...rest } = read.lines[index] as LedgerInvoiceLine;
        expect(rest).toMatchObject({ description: sent.description, itemId, serviceDate: sent.serviceDate });
        expect(sameNumber(amount, sent.amount)).toBe(true);
        expect(sameNumber(quantity, sent.quantity)).toBe(true);
        expect(sameNumber(unitPrice, sent.unitPrice)).toBe(true);
      }
      expect(sameNumber(read.subtotal, "666.67")).toBe(true);
      expect(sameNumber(read.total, read.balance)).toBe(true);
      expect(read.isVoid).toBe(false);
    });

    it("charges the company's own sales tax on taxed lines once the document names it", async ({ skip }) => {
      const { isTaxAutomatic, defaultTaxCodeId } = await ledger.company();
      if (isTaxAutomatic || !defaultTaxCodeId) skip("The company has no manual sales tax.");
      const { id: customerId } = await created("Taxed");
      const lines = [line({ amount: "100.00", taxCodeId: "TAX" }), line({ amount: "50.00", taxCodeId: "NON" })];
      const taxed = (await written({ operation: "create", document: invoiceFor(customerId, { lines, taxCodeId: defaultTaxCodeId }) })).document as LedgerInvoice;
      expect(taxed.taxCodeId).toBe(defaultTaxCodeId);
      expect(Number(taxed.tax)).toBeGreaterThan(0);
      expect(sameNumber(taxed.total, String(150 + Number(taxed.tax)))).toBe(true);
      const unnamed = (await written({ operation: "create", document: invoiceFor(customerId, { lines }) })).document as LedgerInvoice;
      expect(sameNumber(unnamed.tax, "0")).toBe(true);
    });

    it("replaces an invoice's lines and keeps the rest", async () => {
      const { id: customerId } = await created("Amended");
      const document = invoiceFor(customerId, { memo: "Kept" });
      const record = await written({ operation: "create", document });
      const changed = { ...document, memo: null, lines: [line({ amount: "40.00" }), line({ amount: "2.50" })] };
      const updated = await written({ operation: "update", id: record.id, token: record.token, document: changed, fields: ["lines"] });
      const after = updated.document as LedgerInvoice;
      expect(after).toMatchObject({ memo: "Kept", number: (record.document as LedgerInvoice).number });
      expect(sameNumber(after.subtotal, "42.50")).toBe(true);
    });

    it("voids an invoice and keeps its number and marker", async () => {
      const { id: customerId } = await created("Voided");
      const record = await written({ operation: "create", document: invoiceFor(customerId, { marker: "hub:vvvvvv" }) });
      await write({ operation: "void", kind: "invoice", id: record.id, token: record.token });
      const read = (await ledger.read("invoice", record.id))?.document as LedgerInvoice;
      expect(read).toMatchObject({ isVoid: true, number: (record.document as LedgerInvoice).number, marker: "hub:vvvvvv" });
      expect(sameNumber(read.total, "0")).toBe(true);
    });

    it("finds an invoice again by its number, or by its day and marker", async () => {
      const { id: customerId } = await created("Lost");
      const older = await written({ operation: "create", document: invoiceFor(customerId, { marker: "hub:aaaaaa" }) });
      const newer = await written({ operation: "create", document: invoiceFor(customerId, { marker: "hub:bbbbbb" }) });
      const number = (newer.document as LedgerInvoice).number;
      const marker = { kind: "invoice", customerId, issuedOn: "2026-03-31", marker: "hub:bbbbbb" } as const;
      expect((await ledger.find({ ...marker, number: null })).map(({ id }) => id).sort()).toEqual([older.id, newer.id].sort());
      const byNumber = number === null ? [newer] : await ledger.find({ ...marker, number });
      expect(byNumber).toMatchObject([{ id: newer.id, document: { marker: "hub:bbbbbb" } }]);
    });

    it("refuses an invoice for a customer that is switched off", async () => {
      const record = await created("Closed");
      await write({ operation: "deactivate", kind: "customer", id: record.id, token: record.token });
      const error = await refusal(write({ operation: "create", document: invoiceFor(record.id) }));
      expect(error).toMatchObject({ code: "reference-inactive", retry: "after-fix", isOutcomeUnknown: false });
    });

    it("refuses an invoice with an item that does not exist", async () => {
      const { id: customerId } = await created("Unmapped");
      const error = await refusal(write({ operation: "create", document: invoiceFor(customerId, { lines: [line({ itemId: "99999999" })] }) }));
      expect(["reference-missing", "reference-inactive"]).toContain(error.code);
      expect(error.isOutcomeUnknown).toBe(false);
    });

    it("records time, changes it and takes it back", async () => {
      const { id: customerId } = await created("Timed");
      const document = timeFor(customerId);
      const record = await written({ operation: "create", document });
      expect(record.document).toMatchObject({ personId: employeeId, customerId, itemId, day: document.day, minutes: 95, isBillable: false, isBilled: false });
      const marker = { kind: "time-activity", personId: employeeId, customerId, day: document.day, minutes: 95, description: document.description } as const;
      expect(await ledger.find(marker)).toMatchObject([{ id: record.id }]);
      const updated = await written({ operation: "update", id: record.id, token: record.token, document: { ...document, minutes: 130 }, fields: ["minutes"] });
      expect(updated.document).toMatchObject({ minutes: 130, description: document.description, customerId });
      await write({ operation: "delete", kind: "time-activity", id: record.id, token: updated.token });
      expect(await ledger.read("time-activity", record.id)).toBeNull();
      expect(await ledger.find(marker)).toEqual([]);
    });

    it("reports what changed and what was deleted since an instant", async () => {
      const record = await created("Watched");
      const doomed = await written({ operation: "create", document: invoiceFor(record.id) });
      const since = record.updatedAt;
      if (since === null) throw new Error("A created customer has no time of its last change.");
      await write({ operation: "delete", kind: "invoice", id: doomed.id, token: doomed.token });
      await created("Watched too");
      const changes = await ledger.changesSince(["customer", "invoice", "item"], since);
      const names = changes.records.map(({ name: known }) => known);
      expect(names).toEqual(expect.arrayContaining([`Watched ${tag}`, `Watched too ${tag}`]));
      expect(changes.deleted).toEqual(expect.arrayContaining([expect.objectContaining({ kind: "invoice", id: doomed.id })]));
      expect(changes.records.some(({ kind, id }) => kind === "invoice" && id === doomed.id)).toBe(false);
      expect(changes.overflowed).toEqual([]);
      expect(Date.parse(changes.until)).toBeGreaterThanOrEqual(Date.parse(since));
    });

    it("refuses to report kinds its change feed does not cover", async () => {
      const uncovered = everyKind.filter((kind) => !ledger.feedKinds.includes(kind));
      for (const kind of uncovered) {
        expect(await refusal(ledger.changesSince([kind], "2026-03-01T00:00:00Z"))).toMatchObject({ code: "not-allowed" });
      }
    });

    it("settles each call of a batch by itself, and repeats none under the same request id", async () => {
      const taken = await created("Batched");
      const calls = [
        { bid: "good", call: ledger.prepare({ operation: "create", document: customerNamed("Batched One") }) },
        { bid: "taken", call: ledger.prepare({ operation: "create", document: customerNamed("Batched") }) },
        { bid: "off", call: ledger.prepare({ operation: "deactivate", kind: "customer", id: taken.id, token: taken.token }) },
      ];
      const requestId = crypto.randomUUID();
      const byBid = async () => Object.fromEntries((await ledger.sendBatch(calls, requestId)).map((answer) => [answer.bid, answer]));
      const first = await byBid();
      expect(first["good"]).toMatchObject({ error: null, answer: { record: { name: `Batched One ${tag}` } } });
      expect(first["taken"]).toMatchObject({ answer: null, error: { code: "duplicate-name" } });
      expect(first["off"]).toMatchObject({ error: null, answer: { record: { isActive: false } } });
      const second = await byBid();
      expect(second["good"]?.answer?.id).toBe(first["good"]?.answer?.id);
      expect(await ledger.find({ kind: "customer", name: `Batched One ${tag}` })).toHaveLength(1);
    });

    it("voids and deletes inside a batch as it does outside", async () => {
      const { id: customerId } = await created("Batch end");
      const kept = await written({ operation: "create", document: invoiceFor(customerId) });
      const gone = await written({ operation: "create", document: timeFor(customerId) });
      const answers = await ledger.sendBatch(
        [
          { bid: "v", call: ledger.prepare({ operation: "void", kind: "invoice", id: kept.id, token: kept.token }) },
          { bid: "d", call: ledger.prepare({ operation: "delete", kind: "time-activity", id: gone.id, token: gone.token }) },
        ],
        crypto.randomUUID(),
      );
      expect(answers.map(({ error }) => error)).toEqual([null, null]);
      expect(await ledger.read("invoice", kept.id)).toMatchObject({ document: { isVoid: true } });
      expect(await ledger.read("time-activity", gone.id)).toBeNull();
    });

    it("prepares the same call for the same write, and plain JSON", async () => {
      const intended: LedgerWrite = { operation: "create", document: invoiceFor("1") };
      const call = ledger.prepare(intended);
      expect(ledger.prepare(structuredClone(intended))).toEqual(call);
      expect(JSON.parse(JSON.stringify(call))).toStrictEqual(call);
    });

    it("reports what customers owe as each of them says itself, also for documents of the future", async () => {
      const { id: customerId } = await created("Owes");
      const before = await ledger.customerBalances("2099-12-31");
      await written({ operation: "create", document: invoiceFor(customerId, { issuedOn: "2098-01-05", dueOn: "2098-02-04" }) });
      const after = await ledger.customerBalances("2099-12-31");
      expect(before.customers.find(({ id }) => id === customerId)).toBeUndefined();
      const customer = await ledger.read("customer", customerId);
      const reported = after.customers.find(({ id }) => id === customerId);
      expect(sameNumber(reported?.balance, customer?.document.kind === "customer" ? customer.document.balance : null)).toBe(true);
      expect(sameDecimal(reported?.balance ?? "0", "100")).toBe(true);
      expect(after.currency).toBe(homeCurrency);
      expect((await ledger.customerBalances("2000-01-01")).customers.some(({ id }) => id === customerId)).toBe(false);
    });

    it("knows the page of a record", () => {
      expect(new URL(ledger.recordUrl("customer", "58")).protocol).toMatch(/^https?:$/);
    });
  });
}

function firstOf(records: readonly LedgerRecord[], isWanted: (record: LedgerRecord) => boolean): string {
  const record = records.find(isWanted);
  if (!record) throw new Error("The company lacks an active service item or an active employee.");
  return record.id;
}

/** Both missing, or the same number however it is written. */
function sameNumber(a: string | null | undefined, b: string | null | undefined): boolean {
  return a === null || a === undefined || b === null || b === undefined ? (a ?? null) === (b ?? null) : sameDecimal(a, b);
}
