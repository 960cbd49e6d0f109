import { describe, expect, it } from "vitest";
import { formatDay, formatDuration, formatMinutes, formatMoney, formatRelative, sameAmount } from "./format.js";

describe("what a person reads", () => {
  it("writes an amount exactly, beyond what a float can hold", () => {
    expect(formatMoney({ amount: "90071992547409931.27", currency: "USD" })).toBe("90,071,992,547,409,931.27");
  });
  it("gives a currency its own decimals", () => {
    expect(formatMoney({ amount: "1250", currency: "JPY" })).toBe("1,250");
    expect(formatMoney({ amount: "1250.5", currency: "EUR" }, true)).toBe("EUR\u00a01,250.50");
  });
  it("takes amounts for the same by their value, not their zeros", () => {
    const usd = (amount: string) => ({ amount, currency: "USD" });
    expect([sameAmount(usd("60.00"), usd("60")), sameAmount(usd("60.50"), usd("60.5")), sameAmount(usd("600"), usd("60")), sameAmount(usd("60"), null)]).toEqual([true, true, false, false]);
    expect(sameAmount(usd("60"), { amount: "60", currency: "EUR" })).toBe(false);
  });
  it("keeps a calendar day the same day in every time zone", () => {
    expect(formatDay("2026-03-09")).toBe("Mar 9, 2026");
  });
  it("says times relative to now", () => {
    const now = Date.parse("2026-03-09T10:00:00Z");
    expect(formatRelative("2026-03-09T09:57:00Z", now)).toBe("3 minutes ago");
    expect(formatRelative("2026-03-09T12:00:00Z", now)).toBe("in 2 hours");
    expect(formatRelative("2026-03-09T09:59:40Z", now)).toBe("just now");
  });
  it("writes minutes as hours and minutes, never as a fraction", () => {
    expect(formatMinutes(50)).toBe("0:50");
    expect(formatMinutes(605)).toBe("10:05");
  });
  it("says a wait in the largest fitting unit", () => {
    expect([41, 120, 3900, 7200].map(formatDuration)).toEqual(["41 s", "2 min", "1 h 5 min", "2 h"]);
  });
});
