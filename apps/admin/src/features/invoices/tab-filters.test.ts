import { describe, expect, it } from "vitest";
import { filterOf, totalsOf, unsentOf } from "./tab-filters.js";
import { invoiceTabs } from "./urls.js";

const total = (amount: string, currency = "USD") => ({ amount, currency });
const statuses = ["DRAFT", "NEW", "PROCESSED_EXTERNALLY", "VOID"] as const;
const states = ["NEVER_SENT", "QUEUED", "SENDING", "CHECKING", "SYNCED", "CHANGED", "BLOCKED", "FAILED", "SET_ASIDE", "EXTERNAL"] as const;

describe("the views of invoices", () => {
  it("leave no invoice out: every status and state is in one of them", () => {
    for (const status of statuses) {
      for (const syncState of states) {
        const one = [{ status, syncState, count: 1, total: total("1") }];
        const found = (["new", ...invoiceTabs] as const).filter((tab) => tab !== "unsynced" && totalsOf(tab, one).count === 1);
        expect(found, `${status} ${syncState}`).toHaveLength(1);
      }
    }
  });
  it("add decimal amounts exactly, a sum for each currency", () => {
    const rows = [
      { status: "NEW", syncState: "QUEUED", count: 2, total: total("90071992547409931.10") },
      { status: "NEW", syncState: "NEVER_SENT", count: 1, total: total("0.2") },
      { status: "NEW", syncState: "SENDING", count: 1, total: total("5.00", "EUR") },
      { status: "DRAFT", syncState: "NEVER_SENT", count: 9, total: total("7") },
    ] as const;
    expect(totalsOf("new", rows)).toEqual({ count: 4, sums: [{ currency: "USD", amount: "90071992547409931.3000" }, { currency: "EUR", amount: "5.0000" }] });
  });
  it("count the new ones without the older ones, and of those what nothing is sending", () => {
    const older = [
      { status: "NEW", syncState: "NEVER_SENT", count: 2, total: total("30.00") },
      { status: "NEW", syncState: "QUEUED", count: 1, total: total("0.10") },
      { status: "NEW", syncState: "SENDING", count: 1, total: total("1.00") },
      { status: "NEW", syncState: "NEVER_SENT", count: 1, total: total("7.00", "EUR") },
    ] as const;
    const all = [...older, { status: "NEW", syncState: "NEVER_SENT", count: 5, total: total("500.25") }] as const;
    expect(totalsOf("new", all, older)).toEqual({ count: 5, sums: [{ currency: "USD", amount: "500.2500" }] });
    expect(totalsOf("unsynced", older).count).toBe(5);
    expect(unsentOf(older)).toEqual({ count: 4, sums: [{ currency: "USD", amount: "30.1000" }, { currency: "EUR", amount: "7.0000" }] });
  });
  it("part what is older than the start date from what goes out", () => {
    expect(filterOf("new", "2026-03-01", undefined)).toMatchObject({ issuedFrom: "2026-03-01" });
    expect(filterOf("unsynced", "2026-03-01", "harbor")).toMatchObject({ issuedTo: "2026-02-28", search: "harbor" });
    expect(filterOf("new", null, undefined)).not.toHaveProperty("issuedFrom");
  });
});
