import { Invoice, TimeEntry } from "@tieout/domain";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { unbilledTime } from "@tieout/store";
import { createClient } from "../clients/create-clients.js";
import { updateClient } from "../clients/update-client.js";
import { firmFixture, type FirmFixture } from "../firm-fixture.js";
import { updateFirm } from "../firm/update-firm.js";
import { createSite } from "../sites/create-site.js";
import { approveTimeEntries } from "../time/approve-time-entries.js";
import { createTimeEntries } from "../time/create-time-entries.js";
import { createInvoice } from "./create-invoice.js";
import { createInvoiceFromTime } from "./create-invoice-from-time.js";
import { finalizeInvoice } from "./finalize-invoice.js";
import { updateInvoice } from "./update-invoice.js";
import { voidInvoice } from "./void-invoice.js";

let firm: FirmFixture;
beforeAll(async () => void (firm = await firmFixture()));
afterAll(() => firm.close());

const times = (...more: object[]) =>
  createTimeEntries(firm.context, { entries: more.map((each) => ({ staffId: firm.sia.id, clientId: firm.client.id, categoryId: firm.tax.id, day: "2026-03-02", minutes: 60, ...each })), submit: true });
const stored = (entry: TimeEntry | undefined) => firm.inFirm(({ em }) => em.findOneOrFail(TimeEntry, { id: entry?.id ?? "" }));
const line = (more: object = {}) => ({ description: "Work", categoryId: firm.tax.id, amount: "100", ...more });
const draft = (...lines: object[]) => createInvoice(firm.context, { clientId: firm.client.id, lines: lines as never });

describe("an invoice from time", () => {
  test("locks its time, approves what was not approved, and adds up to the cent", async () => {
    const [one, two, three] = await times({ minutes: 50 }, { categoryId: firm.books.id, minutes: 90 }, { typeId: firm.review.id });
    await approveTimeEntries(firm.context, { ids: [one?.id ?? ""] });
    const { invoice, lines } = await createInvoiceFromTime(firm.context, { clientId: firm.client.id, timeEntryIds: [one, two, three].map((entry) => entry?.id ?? "") });
    // 50 min at 200 and 60 at 250 on one line; 90 min at 100, taxable at 8 %, on the other.
    expect(lines.map((each) => [each.description, each.quantity, each.amount])).toEqual([["Tax, 1:50 hours", null, "416.67"], ["Bookkeeping", "1.5", "150.00"]]);
    expect(invoice).toMatchObject({ status: "draft", subtotal: "566.67", tax: "12.00", total: "578.67", issuedOn: "2026-03-31", dueOn: "2026-04-14", billEmail: "ap@acme.example", currency: "USD" });
    for (const entry of [one, two, three]) expect(await stored(entry)).toMatchObject({ status: "locked", invoiceId: invoice.id, approvedBy: "Paul" });
    expect((await stored(two)).invoiceLineId).toBe(lines[1]?.id);
    expect((await firm.history(two?.id ?? "")).map((event) => event.action)).toEqual(["created", "invoiced"]);
    expect(await firm.rows("select 1 from hub.invoice where id = $1 and subtotal = 566.67 and total = 578.67", [invoice.id])).toHaveLength(1);
  });

  test("without a choice takes all submitted and approved time up to the day, of the client's site when one is named", async () => {
    const site = await createSite(firm.context, { clientId: firm.other.id, name: "Depot" });
    const work = { clientId: firm.other.id };
    const [in1, , late] = await times({ ...work, siteId: site.id }, { ...work, isBillable: false }, { ...work, day: "2026-03-20" }, work);
    const bySite = await createInvoiceFromTime(firm.context, { clientId: firm.other.id, siteId: site.id, through: "2026-03-10" });
    expect(bySite.invoice.subtotal).toBe("200.00");
    expect((await stored(in1)).status).toBe("locked");
    expect((await createInvoiceFromTime(firm.context, { clientId: firm.other.id, through: "2026-03-10" })).invoice.subtotal).toBe("200.00");
    expect((await stored(late)).status).toBe("submitted");
  });

  test("comes to what the list of unbilled time says, though single lines are rounded", async () => {
    const client = await createClient(firm.context, { kind: "business", businessName: "Cents Ltd" });
    // Two categories of 20 minutes at 100.00: 33.33 each, where the exact sum would be 66.67.
    await times({ clientId: client.id, categoryId: firm.books.id, minutes: 20 }, { clientId: client.id, minutes: 20, rate: "100" });
    const [unbilled] = await firm.inFirm((session) => unbilledTime(session, [client.id]));
    expect(unbilled).toMatchObject({ entries: 2, unapproved: 2, minutes: 40, amount: "66.66", currency: "USD", oldestDay: "2026-03-02", newestDay: "2026-03-02" });
    expect((await createInvoiceFromTime(firm.context, { clientId: client.id })).invoice.subtotal).toBe("66.66");
    expect(await firm.inFirm((session) => unbilledTime(session, [client.id]))).toEqual([]);
  });

  test("rolls up by type on request", async () => {
    const entries = await times({}, { typeId: firm.review.id });
    const { lines } = await createInvoiceFromTime(firm.context, { clientId: firm.client.id, timeEntryIds: entries.map((entry) => entry.id), rollUp: "type" });
    expect(lines.map((each) => [each.description, each.typeId, each.amount])).toEqual([["Tax", null, "200.00"], ["Tax review", firm.review.id, "250.00"]]);
  });

  test("never takes the same time twice, another client's, or time that is not billable; and then writes nothing", async () => {
    const [taken, foreign, free] = await times({}, { clientId: firm.other.id }, { isBillable: false });
    await createInvoiceFromTime(firm.context, { clientId: firm.client.id, timeEntryIds: [taken?.id ?? ""], number: "T-1" });
    const count = async () => (await firm.rows("select 1 from hub.invoice")).length;
    const before = await count();
    const attempt = (entry: TimeEntry | undefined) => createInvoiceFromTime(firm.context, { clientId: firm.client.id, timeEntryIds: [entry?.id ?? ""] });
    await expect(attempt(taken)).rejects.toThrow(/on invoice T-1/);
    await expect(attempt(foreign)).rejects.toThrow(/another client/);
    await expect(attempt(free)).rejects.toThrow(/not billable/);
    expect(await count()).toBe(before);
  });

  test("two people who invoice the same time at once: one does, the other is told", async () => {
    const [entry] = await times({});
    const attempt = () => createInvoiceFromTime(firm.context, { clientId: firm.client.id, timeEntryIds: [entry?.id ?? ""] });
    const results = await Promise.allSettled([attempt(), attempt()]);
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    expect(await firm.rows("select 1 from hub.invoice_line l join hub.invoice i on i.id = l.invoice_id where i.id in (select invoice_id from hub.time_entry where id = $1)", [entry?.id])).toHaveLength(1);
  });
});

describe("making an invoice final", () => {
  test("refuses a line without a category by its place and text, and an invoice without lines", async () => {
    const { invoice } = await draft(line(), line({ categoryId: null, description: "Courier" }));
    await expect(finalizeInvoice(firm.context, { id: invoice.id })).rejects.toThrow(/Line 2 "Courier" has no billable category/);
    await expect(finalizeInvoice(firm.context, { id: (await draft()).invoice.id })).rejects.toThrow(/has no lines/);
  });

  test("gives the firm's next free number, each once, also when two become final together", async () => {
    await updateFirm(firm.context, { invoiceNumbering: "hub", invoiceNumberPrefix: "A-", nextInvoiceNumber: 10 });
    await createInvoice(firm.context, { clientId: firm.client.id, number: "A-11", lines: [] });
    const drafts = await Promise.all([draft(line()), draft(line()), draft(line())]);
    const finals = await Promise.all(drafts.map(({ invoice }) => finalizeInvoice(firm.context, { id: invoice.id })));
    expect(finals.map(({ invoice }) => invoice.number).sort()).toEqual(["A-10", "A-12", "A-13"]);
    expect(finals[0]?.invoice.status).toBe("new");
    await updateFirm(firm.context, { invoiceNumbering: "ledger" });
    expect((await finalizeInvoice(firm.context, { id: (await draft(line())).invoice.id })).invoice.number).toBeNull();
  });

  test("a number that is taken is refused", async () => {
    await createInvoice(firm.context, { clientId: firm.client.id, number: "D-1" });
    await expect(createInvoice(firm.context, { clientId: firm.client.id, number: "D-1" })).rejects.toMatchObject({ code: "CONFLICT", field: ["number"] });
  });

  test("tax follows the rate and the client of that moment", async () => {
    const { invoice } = await draft(line({ categoryId: firm.books.id }));
    expect(invoice.total).toBe("108.00");
    await updateClient(firm.context, { id: firm.client.id, isTaxable: false });
    expect((await finalizeInvoice(firm.context, { id: invoice.id })).invoice).toMatchObject({ tax: "0.00", total: "100.00" });
    await updateClient(firm.context, { id: firm.client.id, isTaxable: true });
  });
});

describe("changing an invoice", () => {
  test("rewrites, adds, reorders and removes lines of a draft, with a new version and history", async () => {
    const { invoice, lines } = await draft(line({ description: "one" }), line({ description: "two" }));
    const [one, two] = lines;
    const changed = await updateInvoice(firm.context, { id: invoice.id, version: invoice.version, lines: [{ ...line({ amount: "50" }), id: two?.id, description: "second" }, line({ description: "new", quantity: "2", unitPrice: "5", amount: null }), { ...line(), id: one?.id, description: "one" }] });
    expect(changed.invoice.subtotal).toBe("160.00");
    expect(changed.invoice.version).toBeGreaterThan(invoice.version);
    const texts = () => firm.rows<{ description: string }>("select description from hub.invoice_line where invoice_id = $1 order by position", [invoice.id]);
    expect((await texts()).map((row) => row.description)).toEqual(["second", "new", "one"]);
    await updateInvoice(firm.context, { id: invoice.id, lines: [{ ...line(), id: one?.id, description: "only" }] });
    expect((await texts()).map((row) => row.description)).toEqual(["only"]);
    expect((await firm.history(invoice.id)).map((event) => event.action)).toEqual(["created", "updated", "updated"]);
  });

  test("a change of lines that leaves the head alone is still a new version", async () => {
    const { invoice, lines } = await draft(line({ description: "before" }));
    const changed = await updateInvoice(firm.context, { id: invoice.id, lines: [{ ...line(), id: lines[0]?.id, description: "after" }] });
    expect(changed.invoice.version).toBe(invoice.version + 1);
    await expect(updateInvoice(firm.context, { id: invoice.id, version: invoice.version, memo: "late" })).rejects.toMatchObject({ code: "STALE_VERSION" });
  });

  test("taking a line from time out frees its time; writing it down keeps it", async () => {
    const entries = await times({}, { categoryId: firm.books.id });
    const { invoice, lines } = await createInvoiceFromTime(firm.context, { clientId: firm.client.id, timeEntryIds: entries.map((entry) => entry.id) });
    const keep = lines.find((each) => each.categoryId === firm.tax.id);
    await updateInvoice(firm.context, { id: invoice.id, lines: [{ ...line({ amount: "150" }), id: keep?.id }] });
    expect(await stored(entries[0])).toMatchObject({ status: "locked", invoiceLineId: keep?.id });
    expect(await stored(entries[1])).toMatchObject({ status: "approved", invoiceId: null, invoiceLineId: null });
  });

  test("one that is final or processed is read-only, in words", async () => {
    const { invoice } = await draft(line());
    await finalizeInvoice(firm.context, { id: invoice.id });
    await expect(updateInvoice(firm.context, { id: invoice.id, memo: "x" })).rejects.toThrow(/is final. Void it/);
    await firm.inFirm(async ({ em }) => (await em.findOneOrFail(Invoice, { id: invoice.id })).markProcessedExternally({ number: "1042", subtotal: "100", tax: "8", total: "108", balance: "108" }));
    await expect(updateInvoice(firm.context, { id: invoice.id, memo: "x" })).rejects.toThrow(/Invoice 1042 is in QuickBooks and read-only/);
    await expect(finalizeInvoice(firm.context, { id: invoice.id })).rejects.toThrow(/read-only/);
  });

  test("voiding unlocks its time, which can be invoiced again; void is for good", async () => {
    const [entry] = await times({});
    const attempt = () => createInvoiceFromTime(firm.context, { clientId: firm.client.id, timeEntryIds: [entry?.id ?? ""] });
    const { invoice } = await attempt();
    await finalizeInvoice(firm.context, { id: invoice.id });
    await voidInvoice(firm.context, { id: invoice.id });
    expect(await stored(entry)).toMatchObject({ status: "approved", invoiceId: null, frozenRate: "200" });
    await expect(voidInvoice(firm.context, { id: invoice.id })).rejects.toThrow(/already void/);
    expect((await attempt()).invoice.id).not.toBe(invoice.id);
    expect((await firm.history(entry?.id ?? "")).map((event) => event.action)).toEqual(["created", "invoiced", "unlocked", "invoiced"]);
  });

  test("a site of another client is refused", async () => {
    const site = await createSite(firm.context, { clientId: firm.other.id, name: "Elsewhere" });
    await expect(createInvoice(firm.context, { clientId: firm.client.id, siteId: site.id })).rejects.toMatchObject({ code: "INVALID", field: ["siteId"] });
  });
});
