import { createInvoiceFromTime, deleteTimeEntries, finalizeInvoice, saveConnectionSettings, unapproveTimeEntries, updateTimeEntry, voidInvoice } from "@tieout/practice";
import { afterEach, expect, test } from "vitest";
import { syncFixture, type SyncFixture } from "../testing/sync-fixture.js";

let firm: SyncFixture;
afterEach(() => firm.close());

async function withTime(settings = {}) {
  firm = await syncFixture({ settings: { timeEntries: true, ...settings } });
  await firm.map(firm.tax, firm.addItem("Tax return"));
  return firm;
}

const emily = { GivenName: "Emily", FamilyName: "Platt", PrimaryEmailAddr: { Address: "Emily@stone.example" } };

test("approved time goes out for the matched employee, not billable while invoices go out too", async () => {
  await withTime();
  const employee = firm.bookkeeper.create("Employee", emily);
  await firm.enabled();
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  const [id] = await firm.addTime(acme.id, [{ day: "2026-11-03", minutes: 50, note: "Return" }]);
  expect(await firm.sync({ kind: "timesheets" })).toMatchObject({ state: "succeeded", summary: "Sent 1 client, sent 1 time entry." });
  expect(firm.logs).toEqual([]);
  expect(firm.records("TimeActivity")).toMatchObject([{ NameOf: "Employee", EmployeeRef: { value: employee.Id }, TxnDate: "2026-11-03", Hours: 0, Minutes: 50, BillableStatus: "NotBillable", Description: "Return" }]);
  expect(await firm.stateOf("time-entry", id ?? "")).toBe("synced");
  expect(await firm.sync()).toMatchObject({ summary: "Nothing to do: both sides agree." });
});

test("moving invoices out of closed books leaves time where it is, until somebody moves that too", async () => {
  await withTime();
  firm.bookkeeper.setPreferences({ AccountingInfoPrefs: { BookCloseDate: "2026-11-30" } });
  firm.bookkeeper.create("Employee", emily);
  await firm.enabled();
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  await firm.addTime(acme.id, [{ day: "2026-11-03", minutes: 60 }, { day: "2026-11-04", minutes: 60 }]);
  await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "100.00" }]);
  await firm.sync();
  const closed = await firm.problems();
  expect(closed).toMatchObject([{ cause_key: "period-closed:invoice", records: 1 }, { cause_key: "period-closed:time-entry", records: 2 }]);
  await firm.engine.resolve({ firmId: firm.firmId, problemId: closed[0]?.id, remedy: "redate", actor: firm.actor });
  await firm.drain();
  expect(firm.records("Invoice")).toMatchObject([{ TxnDate: "2026-12-01" }]);
  expect(await firm.rows("select changes from hub.record_event where kind = 'invoice' and action = 'updated'")).toEqual([{ changes: [{ path: "issuedOn", before: "2026-11-02", after: "2026-12-01" }, { path: "dueOn", before: "2026-12-02", after: "2026-12-31" }] }]);
  expect(await firm.rows("select day::text from hub.time_entry order by day")).toEqual([{ day: "2026-11-03" }, { day: "2026-11-04" }]);
  expect(await firm.problems()).toMatchObject([{ cause_key: "period-closed:time-entry", records: 2 }]);
});

test("time is billable there only when the invoices are made there", async () => {
  await withTime({ invoices: false });
  firm.bookkeeper.create("Employee", emily);
  await firm.enabled();
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  await firm.addTime(acme.id, [{ day: "2026-11-03", minutes: 60 }]);
  await firm.sync();
  expect(firm.records("TimeActivity")).toMatchObject([{ BillableStatus: "Billable", HourlyRate: 200 }]);
});

test("billable time that an invoice of ours takes up is billable there no longer, and is again once that invoice is void", async () => {
  await withTime({ invoices: false });
  firm.bookkeeper.create("Employee", emily);
  await firm.enabled();
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  const [id] = await firm.addTime(acme.id, [{ day: "2026-11-03", minutes: 60 }]);
  await firm.sync();
  expect(firm.records("TimeActivity")).toMatchObject([{ BillableStatus: "Billable" }]);
  const { invoice } = await createInvoiceFromTime(firm.context, { clientId: acme.id, timeEntryIds: [id ?? ""] });
  await firm.sync();
  expect(firm.records("TimeActivity")).toMatchObject([{ BillableStatus: "NotBillable" }]);
  await voidInvoice(firm.context, { id: invoice.id });
  await firm.sync();
  expect(firm.records("TimeActivity")).toMatchObject([{ BillableStatus: "Billable" }]);
});

test("time that is on an invoice of ours never becomes billable there, also when QuickBooks does the invoicing from now on", async () => {
  await withTime();
  firm.bookkeeper.create("Employee", emily);
  await firm.enabled();
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  const [billed] = await firm.addTime(acme.id, [{ day: "2026-11-03", minutes: 60 }, { day: "2026-11-04", minutes: 30 }]);
  const { invoice } = await createInvoiceFromTime(firm.context, { clientId: acme.id, timeEntryIds: [billed ?? ""] });
  await finalizeInvoice(firm.context, { id: invoice.id });
  await firm.sync();
  expect(firm.records("Invoice")).toHaveLength(1);
  expect(firm.records("TimeActivity")).toMatchObject([{ BillableStatus: "NotBillable" }, { BillableStatus: "NotBillable" }]);
  await saveConnectionSettings(firm.context, { settings: { invoices: false } });
  await firm.sync();
  const byDay = firm.records("TimeActivity").sort((a, b) => String(a["TxnDate"]).localeCompare(String(b["TxnDate"])));
  expect(byDay).toMatchObject([{ TxnDate: "2026-11-03", BillableStatus: "NotBillable" }, { TxnDate: "2026-11-04", BillableStatus: "Billable" }]);
});

test("nobody is guessed: one problem a person, who is linked by hand, and the time goes", async () => {
  await withTime();
  firm.bookkeeper.create("Employee", { ...emily, PrimaryEmailAddr: { Address: "e.platt@elsewhere.example" } });
  const vendor = firm.bookkeeper.create("Vendor", { DisplayName: "Platt Consulting" });
  await firm.enabled();
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  await firm.addTime(acme.id, [{ day: "2026-11-03", minutes: 60 }, { day: "2026-11-04", minutes: 30 }]);
  await firm.sync();
  const [problem] = await firm.problems();
  expect(problem).toMatchObject({ kind: "staff-not-linked", cause_key: `staff:${firm.staff.id}`, records: 2, facts: { label: "Emily Platt" } });
  expect(firm.records("TimeActivity")).toEqual([]);
  await firm.engine.resolve({ firmId: firm.firmId, problemId: problem?.id, remedy: "link-existing", values: { ledgerKind: "vendor", ledgerId: vendor.Id }, actor: firm.actor });
  await firm.drain();
  expect(firm.records("TimeActivity")).toMatchObject([{ NameOf: "Vendor", VendorRef: { value: vendor.Id } }, { NameOf: "Vendor" }]);
  expect(await firm.problems()).toEqual([]);
});

test("an employee who appears later releases the time that waited", async () => {
  await withTime();
  await firm.enabled();
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  await firm.addTime(acme.id, [{ day: "2026-11-03", minutes: 60 }]);
  await firm.sync();
  expect(await firm.problems()).toMatchObject([{ kind: "staff-not-linked" }]);
  firm.bookkeeper.create("Employee", { ...emily, BillableTime: true, BillRate: 95 });
  await firm.sync();
  expect(firm.records("TimeActivity")).toHaveLength(1);
  expect(await firm.problems()).toMatchObject([{ kind: "staff-rate-differs", facts: { rate: "120", ledgerRate: "95.00" } }]);
});

test("edited time is updated there, time that lost its approval or was deleted here is deleted there", async () => {
  await withTime();
  firm.bookkeeper.create("Employee", emily);
  await firm.enabled();
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  const [edited, withdrawn, deleted] = await firm.addTime(acme.id, [{ day: "2026-11-03", minutes: 60 }, { day: "2026-11-04", minutes: 30 }, { day: "2026-11-05", minutes: 15 }]);
  await firm.sync();
  expect(firm.records("TimeActivity")).toHaveLength(3);
  await updateTimeEntry(firm.context, { id: edited, minutes: 90 } as Parameters<typeof updateTimeEntry>[1]);
  await unapproveTimeEntries(firm.context, { ids: [withdrawn] } as Parameters<typeof unapproveTimeEntries>[1]);
  await deleteTimeEntries(firm.context, { ids: [deleted] } as Parameters<typeof deleteTimeEntries>[1]).catch(async () => {
    await unapproveTimeEntries(firm.context, { ids: [deleted] } as Parameters<typeof unapproveTimeEntries>[1]);
    await deleteTimeEntries(firm.context, { ids: [deleted] } as Parameters<typeof deleteTimeEntries>[1]);
  });
  expect(await firm.sync()).toMatchObject({ summary: "Updated 1 time entry in QuickBooks, deleted 2 time entries in QuickBooks." });
  expect(firm.records("TimeActivity")).toMatchObject([{ TxnDate: "2026-11-03", Hours: 1, Minutes: 30 }]);
  expect(await firm.sync()).toMatchObject({ summary: "Nothing to do: both sides agree." });
});

test("a deletion that QuickBooks refuses is a problem in its own words until it is done", async () => {
  await withTime();
  firm.bookkeeper.create("Employee", emily);
  await firm.enabled();
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  const ids = await firm.addTime(acme.id, [{ day: "2026-11-03", minutes: 60 }]);
  await firm.sync();
  firm.emulator.arm({ name: "delete-refused", times: 0 });
  await unapproveTimeEntries(firm.context, { ids } as Parameters<typeof unapproveTimeEntries>[1]);
  await firm.sync();
  for (let hour = 0; hour < 3; hour += 1) {
    expect(await firm.problems(), `hour ${hour}`).toMatchObject([{ records: 1, facts: { faultDetail: expect.stringContaining("deposited") } }]);
    expect(firm.records("TimeActivity")).toHaveLength(1);
    await firm.advance(3_600);
    await firm.sync();
  }
  firm.emulator.removeFaults();
  const [problem] = await firm.problems();
  await firm.engine.resolve({ firmId: firm.firmId, problemId: problem?.id ?? "", remedy: "retry", actor: firm.actor });
  await firm.drain();
  expect(firm.records("TimeActivity")).toEqual([]);
  expect(await firm.problems()).toEqual([]);
  expect(await firm.violations()).toEqual([]);
});
