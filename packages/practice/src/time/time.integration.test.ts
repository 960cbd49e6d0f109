import { newId, TimeEntry } from "@tieout/domain";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { firmFixture, type FirmFixture } from "../firm-fixture.js";
import { updateFirm } from "../firm/update-firm.js";
import { createInvoiceFromTime } from "../invoices/create-invoice-from-time.js";
import { updateStaffMember } from "../staff/update-staff-member.js";
import { approveTimeEntries } from "./approve-time-entries.js";
import { createTimeEntries, createTimeEntry } from "./create-time-entries.js";
import { deleteTimeEntries } from "./delete-time-entries.js";
import { returnTimeEntries } from "./return-time-entries.js";
import { submitTimeEntries } from "./submit-time-entries.js";
import { unapproveTimeEntries } from "./unapprove-time-entries.js";
import { updateTimeEntry } from "./update-time-entry.js";

let firm: FirmFixture;
beforeAll(async () => void (firm = await firmFixture()));
afterAll(() => firm.close());

const work = (more: object = {}) => ({ staffId: firm.sia.id, clientId: firm.client.id, categoryId: firm.tax.id, day: "2026-03-02", minutes: 60, ...more });
const entered = async (more: object = {}) => (await createTimeEntries(firm.context, { entries: [work(more)], submit: true }))[0] as TimeEntry;
const approved = async (more: object = {}) => {
  const entry = await entered(more);
  await approveTimeEntries(firm.context, { ids: [entry.id] });
  return stored(entry.id);
};
const stored = (id: string) => firm.inFirm(({ em }) => em.findOneOrFail(TimeEntry, { id }));

describe("entering time", () => {
  test("takes currency from the client and billable from the type, and is in the history", async () => {
    const entry = await createTimeEntry(firm.context, work({ categoryId: undefined, typeId: firm.review.id }));
    expect(entry).toMatchObject({ categoryId: firm.tax.id, currency: "USD", isBillable: true, status: "draft" });
    expect(await firm.history(entry.id)).toMatchObject([{ action: "created", actor: "Paul" }]);
  });

  test("refuses another firm's records, a foreign site and a type of another category, in words", async () => {
    await expect(createTimeEntry(firm.context, work({ clientId: newId() }))).rejects.toMatchObject({ code: "NOT_FOUND", field: ["clientId"] });
    await expect(createTimeEntry(firm.context, work({ categoryId: firm.books.id, typeId: firm.review.id }))).rejects.toThrow(/not of the category Bookkeeping/);
    await expect(createTimeEntry(firm.context, work({ minutes: 1441 }))).rejects.toMatchObject({ code: "INVALID", field: ["minutes"] });
    await expect(createTimeEntry(firm.context, work({ minutes: 0.5 }))).rejects.toMatchObject({ code: "INVALID", field: ["minutes"] });
  });

  test("goes in whole or not at all", async () => {
    await expect(createTimeEntries(firm.context, { entries: [work({ note: "half" }), work({ day: "2026-02-30" })] })).rejects.toThrow(/not a calendar date/);
    expect(await firm.rows("select 1 from hub.time_entry where note = 'half'")).toEqual([]);
  });
});

describe("approving", () => {
  test("freezes the rate by precedence: entry, then type, then category, then staff", async () => {
    const cases = [
      [{ rate: "300", typeId: firm.review.id }, "300"],
      [{ typeId: firm.review.id }, "250"],
      [{}, "200"],
      [{ categoryId: firm.books.id }, "100"],
    ] as const;
    for (const [more, rate] of cases) expect((await approved(more)).frozenRate).toBe(rate);
  });

  test("keeps the frozen rate when the staff member's changes", async () => {
    const entry = await approved({ categoryId: firm.books.id });
    await updateStaffMember(firm.context, { id: firm.sia.id, rate: "175" });
    expect((await stored(entry.id)).frozenRate).toBe("100");
    await updateStaffMember(firm.context, { id: firm.sia.id, rate: "100" });
  });

  test("skips billable time without any rate and says so; the rest goes on", async () => {
    const none = await entered({ staffId: firm.paul.id, categoryId: firm.books.id });
    const fine = await entered();
    const outcome = await approveTimeEntries(firm.context, { ids: [none.id, fine.id] });
    expect(outcome.changed.map((entry) => entry.id)).toEqual([fine.id]);
    expect(outcome.skipped).toMatchObject([{ id: none.id, reason: expect.stringContaining("no rate") }]);
    expect((await stored(none.id)).status).toBe("submitted");
  });

  test("of a week takes what was submitted, and nothing when the hours changed since they were seen", async () => {
    const week = { staffId: firm.paul.id, weekStarting: "2026-01-07" };
    await createTimeEntries(firm.context, { entries: [work({ staffId: firm.paul.id, day: "2026-01-05" }), work({ staffId: firm.paul.id, day: "2026-01-11", minutes: 30 })], submit: true });
    await createTimeEntries(firm.context, { entries: [work({ staffId: firm.paul.id, day: "2026-01-06", minutes: 5 }), work({ staffId: firm.paul.id, day: "2026-01-12" })] });
    await expect(approveTimeEntries(firm.context, { ...week, expectedMinutes: 95 })).rejects.toMatchObject({ code: "STALE_VERSION" });
    const outcome = await approveTimeEntries(firm.context, { ...week, expectedMinutes: 90 });
    expect(outcome.changed.map((entry) => entry.day)).toEqual(["2026-01-05", "2026-01-11"]);
    await expect(approveTimeEntries(firm.context, { ...week, expectedMinutes: 90 })).rejects.toMatchObject({ code: "STALE_VERSION" });
    await expect(approveTimeEntries(firm.context, { ids: [] })).rejects.toMatchObject({ code: "INVALID" });
  });

  test("one's own time is skipped where the firm asks for another approver", async () => {
    await updateFirm(firm.context, { needsOtherApprover: true });
    const own = await entered({ staffId: firm.paul.id });
    expect((await approveTimeEntries(firm.context, { ids: [own.id] })).skipped).toMatchObject([{ reason: "Your own time needs another approver." }]);
    await updateFirm(firm.context, { needsOtherApprover: false });
    expect((await approveTimeEntries(firm.context, { ids: [own.id] })).changed).toHaveLength(1);
  });

  test("does 5,000 at once, each with its history", async () => {
    const entries = await createTimeEntries(firm.context, { entries: Array.from({ length: 5000 }, (_, index) => work({ minutes: (index % 600) + 1, note: "bulk" })), submit: true });
    const { changed } = await approveTimeEntries(firm.context, { ids: entries.map((entry) => entry.id) });
    expect(changed).toHaveLength(5000);
    const rows = await firm.rows("select 1 from hub.time_entry t join hub.record_event e on e.record_id = t.id and e.action = 'approved' where t.note = 'bulk' and t.status = 'approved' and t.frozen_rate = 200");
    expect(rows).toHaveLength(5000);
  });
});

describe("the way of an entry", () => {
  test("drafts are submitted, submitted time is returned with the reason and goes in again", async () => {
    const entry = await createTimeEntry(firm.context, work());
    await submitTimeEntries(firm.context, { ids: [entry.id] });
    await returnTimeEntries(firm.context, { ids: [entry.id], note: "Which return?" });
    expect(await stored(entry.id)).toMatchObject({ status: "draft", returnedNote: "Which return?" });
    await submitTimeEntries(firm.context, { ids: [entry.id] });
    expect(await stored(entry.id)).toMatchObject({ status: "submitted", returnedNote: null });
    expect((await firm.history(entry.id)).map((event) => event.action)).toEqual(["created", "submitted", "returned", "submitted"]);
  });

  test("a week that holds nothing to return says so", async () => {
    const entry = await approved();
    await expect(returnTimeEntries(firm.context, { staffId: entry.staffId, weekStarting: "2031-01-06", note: "Which return?" })).rejects.toMatchObject({ code: "STALE_VERSION", message: "This person has no submitted time in the week of 2031-01-06. Load the week again." });
  });

  test("history has every field before and after", async () => {
    const entry = await approved();
    await updateTimeEntry(firm.context, { id: entry.id, minutes: 75, note: "longer" });
    expect((await firm.history(entry.id)).at(-1)).toMatchObject({ action: "updated", changes: [{ path: "minutes", before: 60, after: 75 }, { path: "note", before: "", after: "longer" }] });
  });

  test("correcting approved time keeps approval and rate; another kind of work decides the rate anew", async () => {
    const entry = await approved({ categoryId: firm.books.id });
    expect(await updateTimeEntry(firm.context, { id: entry.id, minutes: 10 })).toMatchObject({ status: "approved", frozenRate: "100" });
    expect(await updateTimeEntry(firm.context, { id: entry.id, typeId: firm.review.id })).toMatchObject({ status: "approved", categoryId: firm.tax.id, frozenRate: "250" });
  });

  test("an entry changed by somebody else in the meantime is not overwritten", async () => {
    const entry = await entered();
    await updateTimeEntry(firm.context, { id: entry.id, minutes: 10 });
    await expect(updateTimeEntry(firm.context, { id: entry.id, version: entry.version, minutes: 20 })).rejects.toMatchObject({ code: "STALE_VERSION" });
  });

  test("time on an invoice is locked, and the refusal names the invoice", async () => {
    const entry = await approved({ clientId: firm.other.id });
    await createInvoiceFromTime(firm.context, { clientId: firm.other.id, timeEntryIds: [entry.id], number: "L-1" });
    await expect(updateTimeEntry(firm.context, { id: entry.id, minutes: 5 })).rejects.toThrow(/on invoice L-1 and locked/);
    expect((await deleteTimeEntries(firm.context, { ids: [entry.id] })).skipped[0]?.reason).toMatch(/invoice L-1/);
    expect((await unapproveTimeEntries(firm.context, { ids: [entry.id] })).skipped[0]?.reason).toMatch(/invoice L-1/);
  });
});

describe("time that was already sent", () => {
  const linked = async () => {
    const entry = await approved();
    const connection = newId();
    await firm.inFirm(async ({ query }) => {
      await query("delete from hub.dirty_record");
      await query("insert into hub.ledger_connection (id, firm_id, epoch, environment, realm_cipher, realm_hash, company_name, state, authorized_by, authorized_at) values ($1, $2, 1, 'emulator', 'x', $3, 'Books', 'disconnected', 'x', now())", [connection, firm.firmId, connection]);
      await query("insert into hub.link (id, firm_id, connection_id, kind, record_id, ledger_kind, ledger_id, token, agreed, origin, linked_by) values ($1, $2, $3, 'time-entry', $4, 'time-activity', '7', '0', '{}', 'created-by-hub', 'x')", [newId(), firm.firmId, connection, entry.id]);
    });
    return entry;
  };
  const isDirty = (id: string) => firm.rows("select 1 from hub.dirty_record where kind = 'time-entry' and record_id = $1", [id]);

  test.each([
    ["edited", (id: string) => updateTimeEntry(firm.context, { id, minutes: 61 })],
    ["un-approved", (id: string) => unapproveTimeEntries(firm.context, { ids: [id] })],
    ["deleted", (id: string) => deleteTimeEntries(firm.context, { ids: [id] })],
  ])("can be %s: the record is dirty and its link is kept for the sync", async (_, change) => {
    const entry = await linked();
    await change(entry.id);
    expect(await isDirty(entry.id)).toHaveLength(1);
    expect(await firm.rows("select 1 from hub.link where record_id = $1 and unlinked_at is null", [entry.id])).toHaveLength(1);
  });

  test("deleted time keeps what it was in its history", async () => {
    const entry = await linked();
    await deleteTimeEntries(firm.context, { ids: [entry.id] });
    const last = (await firm.history(entry.id)).at(-1);
    expect(last).toMatchObject({ action: "deleted" });
    expect(last?.changes).toContainEqual({ path: "minutes", before: 60, after: null });
  });
});
