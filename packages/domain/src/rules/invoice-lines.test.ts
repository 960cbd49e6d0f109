import { array, assert, constantFrom, integer, property, record } from "fast-check";
import { describe, expect, it, test } from "vitest";
import { addMoney, amountForMinutes, decimal, fractionDigits, roundMoney } from "../money.js";
import { type BillableTime, lineAmount, linesFromTime, timeAmount, worthOfTime } from "./invoice-lines.js";
import { invoiceTotals } from "./invoice-totals.js";

describe("a line of time", () => {
  it.each([
    // minutes, rate, quantity, amount
    [[60], "200.00", "1", "200.00"],
    [[90], "200.00", "1.5", "300.00"],
    [[45], "133.33", "0.75", "100.00"],
    [[6], "100", "0.1", "10.00"],
    [[50], "200.00", null, "166.67"],
    [[20], "100.00", null, "33.33"],
    [[20, 20, 20], "100.00", "1", "100.00"],
    [[1], "6.00", null, "0.10"],
    [[60], "0", "1", "0.00"],
  ])("of %j minutes at %s has quantity %s and amount %s", (minutes, rate, quantity, amount) => {
    const line = timeAmount(minutes.map((each) => ({ minutes: each, rate })), "USD");
    expect(line).toEqual({ quantity, unitPrice: quantity === null ? null : decimal(rate).toFixed(), amount });
  });

  test("at two rates has the amounts of both and no quantity", () => {
    expect(timeAmount([{ minutes: 60, rate: "100" }, { minutes: 30, rate: "150" }], "USD")).toEqual({ quantity: null, unitPrice: null, amount: "175.00" });
  });

  test("takes 100 and 100.00 for one rate", () => {
    expect(timeAmount([{ minutes: 30, rate: "100" }, { minutes: 30, rate: "100.00" }], "USD")).toMatchObject({ quantity: "1", amount: "100.00" });
  });

  test("rounds to the currency's own digits", () => {
    expect(timeAmount([{ minutes: 50, rate: "2000" }], "JPY").amount).toBe("1667");
    expect(timeAmount([{ minutes: 50, rate: "20" }], "KWD").amount).toBe("16.667");
  });
});

test("time is worth what the lines made of it come to, by either roll-up", () => {
  const time = (id: string, more: Partial<BillableTime>): BillableTime => ({ id, categoryId: "c", typeId: null, minutes: 20, rate: "100", day: "2026-03-02", ...more });
  const times = [time("1", {}), time("2", { typeId: "t" }), time("3", { categoryId: "d" }), time("4", { rate: "95.55" })];
  const names = { categories: new Map(), types: new Map() };
  for (const rollUp of ["category", "type"] as const) {
    expect(worthOfTime(times, rollUp, "USD")).toBe(addMoney(linesFromTime(times, rollUp, names, "USD").map((line) => line.amount), "USD"));
  }
  expect(worthOfTime(times, "category", "USD")).toBe("131.85");
  expect(worthOfTime(times, "type", "USD")).toBe("131.84");
});

describe("a line by hand", () => {
  const by = (quantity: string | null, unitPrice: string | null, amount: string | null) => () => lineAmount({ quantity, unitPrice, amount }, "USD");

  test("is quantity times price, or the amount alone", () => {
    expect(by("1.5", "200", null)()).toEqual({ quantity: "1.5", unitPrice: "200", amount: "300.00" });
    expect(by("1.5", "200", "300")()).toMatchObject({ amount: "300.00" });
    expect(by(null, null, "12.5")()).toEqual({ quantity: null, unitPrice: null, amount: "12.50" });
  });

  it.each([
    [by("1.5", "200", "301"), /1.5 x 200 is 300.00, not 301/],
    [by("1", null, "5"), /both quantity and unit price/],
    [by(null, null, null), /needs an amount/],
    [by(null, null, "-5"), /cannot be negative.*credit memo/],
    [by("-1", "5", null), /cannot be negative/],
    [by(null, null, "5.005"), /more decimals than USD/],
    [by(null, null, "1e3"), /not an amount/],
  ])("is refused in words", (make, why) => {
    expect(make).toThrow(why);
  });
});

const names = {
  categories: new Map([["tax", { name: "Tax", isTaxable: false }], ["books", { name: "Books", isTaxable: true }]]),
  types: new Map([["review", { name: "Review" }]]),
};
const time = (id: string, categoryId: string, typeId: string | null, minutes: number, day: string, rate = "200"): BillableTime => ({ id, categoryId, typeId, minutes, day, rate });

describe("rolling time up", () => {
  const times = [time("c", "books", null, 30, "2026-03-03", "100"), time("a", "tax", "review", 50, "2026-03-01"), time("b", "tax", null, 70, "2026-03-02")];

  test("by category makes one line a category, first worked first", () => {
    expect(linesFromTime(times, "category", names, "USD")).toEqual([
      { description: "Tax", categoryId: "tax", typeId: null, quantity: "2", unitPrice: "200", amount: "400.00", isTaxable: false, serviceDate: "2026-03-02", timeIds: ["a", "b"] },
      { description: "Books", categoryId: "books", typeId: null, quantity: "0.5", unitPrice: "100", amount: "50.00", isTaxable: true, serviceDate: "2026-03-03", timeIds: ["c"] },
    ]);
  });

  test("by type makes one line a type; time without a type keeps its category; hours are said where there is no quantity", () => {
    expect(linesFromTime(times, "type", names, "USD").map((line) => [line.description, line.typeId, line.quantity, line.amount])).toEqual([
      ["Review, 0:50 hours", "review", null, "166.67"],
      ["Tax, 1:10 hours", null, null, "233.33"],
      ["Books", null, "0.5", "50.00"],
    ]);
  });
});

describe("money never goes missing", () => {
  const currencies = constantFrom("USD", "JPY", "KWD");
  const rates = integer({ min: 0, max: 9_999_999 }).map((cents) => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`);
  const times = array(
    record({ categoryId: constantFrom("tax", "books"), typeId: constantFrom("review", null), minutes: integer({ min: 1, max: 1440 }), rate: rates, day: constantFrom("2026-03-01", "2026-03-02") }),
    { minLength: 1, maxLength: 30 },
  );

  test("every minute is on exactly one line, each line is the rounded sum of its rates, and the lines make the invoice", () => {
    assert(
      property(times, constantFrom("category" as const, "type" as const), currencies, rates, (given, rollUp, currency, percent) => {
        const entries = given.map((entry, index) => ({ ...entry, id: `t${index}` }));
        const lines = linesFromTime(entries, rollUp, names, currency);
        expect(lines.flatMap((line) => line.timeIds).sort()).toEqual(entries.map((entry) => entry.id).sort());
        for (const line of lines) {
          const behind = entries.filter((entry) => line.timeIds.includes(entry.id));
          const byRate = Map.groupBy(behind, (entry) => decimal(entry.rate).toFixed());
          const sum = [...byRate].reduce((total, [rate, group]) => total.plus(amountForMinutes(group.reduce((all, entry) => all + entry.minutes, 0), rate, currency)), decimal("0"));
          expect(line.amount).toBe(roundMoney(sum, currency));
          expect(line.quantity === null ? line.amount : roundMoney(decimal(line.quantity).times(decimal(line.unitPrice ?? "")), currency)).toBe(line.amount);
          // Rounding once a rate is never further than half the smallest coin, a rate, from the exact worth of the minutes.
          const exact = behind.reduce((total, entry) => total.plus(decimal(entry.rate).times(entry.minutes)), decimal("0"));
          const slack = decimal("60").times(byRate.size).div(2).div(10 ** fractionDigits(currency));
          expect(decimal(line.amount).times(60).minus(exact).abs().lte(slack)).toBe(true);
        }
        const capped = decimal(percent).gt(100) ? "8.25" : percent;
        const totals = invoiceTotals(lines, { taxRatePercent: capped, isClientTaxable: true, currency });
        const lineSum = lines.reduce((total, line) => total.plus(decimal(line.amount)), decimal("0"));
        expect(totals.subtotal).toBe(lineSum.toFixed(fractionDigits(currency)));
        expect(decimal(totals.subtotal).plus(decimal(totals.tax)).eq(decimal(totals.total))).toBe(true);
      }),
    );
  });
});

describe("totals", () => {
  const lines = [{ amount: "33.33", isTaxable: true }, { amount: "33.33", isTaxable: true }, { amount: "10.00", isTaxable: false }];

  test("tax is rounded once, on the taxable lines together", () => {
    expect(invoiceTotals(lines, { taxRatePercent: "8.25", isClientTaxable: true, currency: "USD" })).toEqual({ subtotal: "76.66", tax: "5.50", total: "82.16" });
  });

  test("a client who is not taxable pays none", () => {
    expect(invoiceTotals(lines, { taxRatePercent: "8.25", isClientTaxable: false, currency: "USD" })).toEqual({ subtotal: "76.66", tax: "0.00", total: "76.66" });
  });
});
