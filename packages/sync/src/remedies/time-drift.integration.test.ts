import { createInvoiceFromTime, unapproveTimeEntries, updateTimeEntry } from "@tieout/practice";
import { afterEach, expect, test } from "vitest";
import { syncFixture, type SyncFixture } from "../testing/sync-fixture.js";

let firm: SyncFixture;
afterEach(() => firm.close());

async function ready() {
  firm = await syncFixture({ settings: { timeEntries: true } });
  await firm.map(firm.tax, firm.addItem("Tax return"));
  firm.bookkeeper.create("Employee", { GivenName: "Emily", FamilyName: "Platt", PrimaryEmailAddr: { Address: "emily@stone.example" } });
  await firm.enabled();
  return firm.addClient({ businessName: "Acme Inc" });
}
const day = async () => {
  await firm.advance(25 * 3_600);
  await firm.sync();
};
async function answer(remedy: "keep-ours" | "accept-theirs") {
  const [problem] = await firm.problems();
  await firm.engine.resolve({ firmId: firm.firmId, problemId: problem?.id ?? "", remedy, actor: firm.actor });
  await firm.drain();
}

test("time edited in QuickBooks is told with both values within a day, and ours sent again stands there once more", async () => {
  const acme = await ready();
  const [id] = await firm.addTime(acme.id, [{ day: "2026-11-03", minutes: 25, note: "Return" }]);
  await firm.sync();
  firm.bookkeeper.change("TimeActivity", String(firm.records("TimeActivity")[0]?.Id), { Hours: 9, Minutes: 30, Description: "Rewritten" });
  await day();
  const [problem] = await firm.problems();
  expect(problem).toMatchObject({ kind: "time-differs", facts: { fields: ["minutes", "description"] } });
  expect(JSON.parse(String(problem?.facts["differences"]))).toMatchObject([{ path: "minutes", before: 25, after: 570 }, { path: "description", before: "Return", after: "Rewritten" }]);
  await answer("keep-ours");
  expect(firm.records("TimeActivity")).toMatchObject([{ Hours: 0, Minutes: 25, Description: "Return" }]);
  expect(await firm.problems()).toEqual([]);
  expect(await firm.stateOf("time-entry", id ?? "")).toBe("synced");
  firm.calls();
  await day();
  expect(firm.calls().list.filter(({ method }) => method === "POST")).toEqual([]);
  expect(await firm.violations()).toEqual([]);
});

test("hours that QuickBooks changed without a word when it took them are told with the next sync", async () => {
  const acme = await ready();
  await firm.sync();
  // oxlint-disable-next-line unicorn/no-thenable -- the rule's own word, never awaited
  firm.emulator.fault({ when: { entity: "TimeActivity", operation: "create" }, then: { silentChange: { Hours: 7 } } });
  await firm.addTime(acme.id, [{ day: "2026-11-03", minutes: 60 }]);
  expect((await firm.sync()).summary).toBe("Sent 1 time entry.");
  expect((await firm.sync()).summary).toBe("Nothing was sent. 1 time entry differs in QuickBooks: see Problems.");
  expect(await firm.problems()).toMatchObject([{ kind: "time-differs", facts: { fields: ["minutes"] } }]);
  await answer("keep-ours");
  expect(firm.records("TimeActivity")).toMatchObject([{ Hours: 1, Minutes: 0 }]);
  expect(await firm.problems()).toEqual([]);
});

test("an edit of ours goes out beside what somebody edited there, which is asked about still; taken back here, nothing is left to ask", async () => {
  const acme = await ready();
  const [id = ""] = await firm.addTime(acme.id, [{ day: "2026-11-03", minutes: 25, note: "Return" }]);
  await firm.sync();
  firm.bookkeeper.change("TimeActivity", String(firm.records("TimeActivity")[0]?.Id), { Description: "Rewritten" });
  await updateTimeEntry(firm.context, { id, minutes: 90 } as Parameters<typeof updateTimeEntry>[1]);
  await day();
  expect(firm.records("TimeActivity")).toMatchObject([{ Hours: 1, Minutes: 30, Description: "Rewritten" }]);
  expect(await firm.problems()).toMatchObject([{ kind: "time-differs", facts: { fields: ["description"] } }]);
  await unapproveTimeEntries(firm.context, { ids: [id] } as Parameters<typeof unapproveTimeEntries>[1]);
  await firm.sync();
  expect(firm.records("TimeActivity")).toEqual([]);
  expect(await firm.problems()).toEqual([]);
  expect(await firm.violations()).toEqual([]);
});

test("time edited on both sides is written over on neither before a person says whose counts", async () => {
  const acme = await ready();
  const [id = ""] = await firm.addTime(acme.id, [{ day: "2026-11-03", minutes: 25, note: "Return" }]);
  await firm.sync();
  firm.bookkeeper.change("TimeActivity", String(firm.records("TimeActivity")[0]?.Id), { Hours: 9, Minutes: 30 });
  await updateTimeEntry(firm.context, { id, minutes: 90 } as Parameters<typeof updateTimeEntry>[1]);
  await day();
  expect(firm.records("TimeActivity")).toMatchObject([{ Hours: 9, Minutes: 30 }]);
  expect(await firm.problems()).toMatchObject([{ kind: "time-differs", facts: { fields: ["minutes"] } }]);
  await answer("keep-ours");
  expect(firm.records("TimeActivity")).toMatchObject([{ Hours: 1, Minutes: 30 }]);
  expect(await firm.problems()).toEqual([]);
  expect(await firm.violations()).toEqual([]);
});

test("time edited on both sides to the same hours is agreed: nobody is asked, nothing is sent, and the next edit there is one of theirs", async () => {
  const acme = await ready();
  const [id = ""] = await firm.addTime(acme.id, [{ day: "2026-11-03", minutes: 25, note: "Return" }]);
  await firm.sync();
  const activity = String(firm.records("TimeActivity")[0]?.Id);
  firm.bookkeeper.change("TimeActivity", activity, { Hours: 1, Minutes: 30 });
  await updateTimeEntry(firm.context, { id, minutes: 90 } as Parameters<typeof updateTimeEntry>[1]);
  firm.calls();
  await day();
  expect(firm.calls().list.filter(({ method }) => method === "POST")).toEqual([]);
  expect(await firm.problems()).toEqual([]);
  expect(await firm.stateOf("time-entry", id)).toBe("synced");
  firm.bookkeeper.change("TimeActivity", activity, { Hours: 2, Minutes: 0 });
  await day();
  expect(firm.records("TimeActivity")).toMatchObject([{ Hours: 2, Minutes: 0 }]);
  expect(await firm.problems()).toMatchObject([{ kind: "time-differs", facts: { fields: ["minutes"] } }]);
  expect(await firm.violations()).toEqual([]);
});

test("time edited in QuickBooks is taken over here, stays approved, and both sides agree without a write", async () => {
  const acme = await ready();
  const [id] = await firm.addTime(acme.id, [{ day: "2026-11-03", minutes: 25, note: "Return" }]);
  await firm.sync();
  firm.bookkeeper.change("TimeActivity", String(firm.records("TimeActivity")[0]?.Id), { Hours: 1, Minutes: 30, Description: "Rewritten", TxnDate: "2026-11-04" });
  await day();
  firm.calls();
  await answer("accept-theirs");
  expect(await firm.rows("select day::text as day, minutes, note, status, frozen_rate::text as rate from hub.time_entry")).toEqual([{ day: "2026-11-04", minutes: 90, note: "Rewritten", status: "approved", rate: "200" }]);
  expect(await firm.rows("select 1 from hub.record_event where record_id = $1 and action = 'updated-from-ledger'", [id])).toHaveLength(1);
  expect(await firm.stateOf("time-entry", id ?? "")).toBe("synced");
  await day();
  expect(firm.calls().list.filter(({ method }) => method === "POST")).toEqual([]);
  expect(await firm.problems()).toEqual([]);
  expect(await firm.violations()).toEqual([]);
});

test("time that is for somebody else in QuickBooks, or on an invoice here, cannot be taken over", async () => {
  const acme = await ready();
  const ids = await firm.addTime(acme.id, [{ day: "2026-11-03", minutes: 25, note: "Return" }]);
  await firm.sync();
  const activity = String(firm.records("TimeActivity")[0]?.Id);
  const other = firm.bookkeeper.create("Customer", { DisplayName: "Somebody else" });
  firm.bookkeeper.change("TimeActivity", activity, { CustomerRef: { value: other.Id } });
  await day();
  const [moved] = await firm.problems();
  expect(JSON.parse(String(moved?.facts["differences"])), "in names, not in ids of QuickBooks").toEqual([{ path: "customerId", before: "Acme Inc", after: "Somebody else", agreed: "Acme Inc" }]);
  await expect(answer("accept-theirs")).rejects.toThrow(/not a remedy/);
  firm.bookkeeper.change("TimeActivity", activity, { CustomerRef: { value: String(firm.records("Customer")[0]?.Id) }, Hours: 2 });
  await day();
  expect(await firm.problems()).toMatchObject([{ kind: "time-differs", facts: { fields: ["minutes"] } }]);
  await createInvoiceFromTime(firm.context, { clientId: acme.id, timeEntryIds: ids, issuedOn: "2026-11-05" } as Parameters<typeof createInvoiceFromTime>[1]);
  await expect(answer("accept-theirs")).rejects.toThrow(/on invoice/);
});
