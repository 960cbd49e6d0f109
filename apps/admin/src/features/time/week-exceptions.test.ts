import { describe, expect, it } from "vitest";
import type { EntryRow, StaffWeekDetail } from "./time-queries.js";
import { daysOf } from "./week.js";
import { weekExceptions } from "./week-exceptions.js";

const days = daysOf("2026-03-09");
const money = { amount: "100.00", currency: "USD" };
function entry(day: string, minutes: number, more: Partial<EntryRow> = {}): EntryRow {
  return { id: day + minutes, day, minutes, note: "Work", isBillable: true, status: "SUBMITTED", rate: null, type: null, category: { rate: null }, ...more } as EntryRow;
}
function week(entries: EntryRow[], rate: typeof money | null = money): StaffWeekDetail {
  return { staffMember: { rate }, entries, draftMinutes: entries.filter((each) => each.status === "DRAFT").reduce((sum, each) => sum + each.minutes, 0) } as StaffWeekDetail;
}
const full = days.slice(0, 5).map((day) => entry(day, 480));
const kinds = (detail: StaffWeekDetail, today = "2026-03-15") => weekExceptions(detail, days, today).map((each) => each.is);

describe("what to look at before a week is approved", () => {
  it("is nothing for a full week with rates and notes", () => {
    expect(kinds(week(full))).toEqual([]);
  });
  it("puts billable time without any rate first, since it cannot be approved", () => {
    expect(kinds(week([...full, entry("2026-03-09", 30, { note: "" })], null))[0]).toBe("no rate");
    expect(kinds(week([entry("2026-03-09", 30, { rate: money as EntryRow["rate"] })], null), "2026-03-09")).toEqual([]);
  });
  it("names weekdays without time that have passed, not those to come", () => {
    expect(weekExceptions(week(full.slice(0, 2)), days, "2026-03-11")).toEqual([{ is: "missing days", days: ["2026-03-11"] }]);
  });
  it("asks about a day longer than twelve hours, drafts that stay behind and billable time without a note", () => {
    expect(kinds(week([...full, entry("2026-03-10", 300), entry("2026-03-11", 15, { status: "DRAFT" }), entry("2026-03-12", 15, { note: " " })]))).toEqual(["draft", "long day", "no note"]);
  });
});
