import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { moneyText, parseWire, trimmed, wireNumber } from "./wire.js";

describe("numbers on the wire", () => {
  it("arrive as the text QuickBooks wrote, never as a float", () => {
    expect(parseWire('{"a":450.00,"b":0,"c":[0.1,12345678901234.56],"d":"7","e":true,"f":null}')).toEqual({
      a: "450.00",
      b: "0",
      c: ["0.1", "12345678901234.56"],
      d: "7",
      e: true,
      f: null,
    });
  });

  it("lose an exponent without losing the value", () => {
    expect(parseWire('{"a":1E+3,"b":2.5e-3}')).toEqual({ a: "1000", b: "0.0025" });
  });

  it("go out as numbers that read back as the same decimal", () => {
    const cents = fc.bigInt({ min: -99_999_999_999_999n, max: 99_999_999_999_999n });
    fc.assert(
      fc.property(cents, (amount) => {
        const digits = (amount < 0n ? -amount : amount).toString().padStart(3, "0");
        const sign = amount < 0n ? "-" : "";
        const text = `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
        const back = (parseWire(JSON.stringify({ value: wireNumber(text) })) as { value: string }).value;
        expect(moneyText(back)).toBe(moneyText(text));
      }),
    );
  });

  it("are refused when a JSON number cannot hold them", () => {
    expect(() => wireNumber("12345678901234567.89")).toThrow(/cannot hold/);
  });

  it("have one spelling each: money with cents, quantities bare", () => {
    expect(["0", "450", "12.5", "-3.10", "0.5306667"].map(moneyText)).toEqual(["0.00", "450.00", "12.50", "-3.10", "0.5306667"]);
    expect(["75.00", "4.50", "100", "0.0"].map(trimmed)).toEqual(["75", "4.5", "100", "0"]);
  });
});
