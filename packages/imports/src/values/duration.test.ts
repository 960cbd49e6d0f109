import { assert, integer, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { type Duration, readDuration, readMinutes } from "./duration.js";

describe("a duration", () => {
  test.each([
    ["01:00:01", undefined, 3601, 60],
    ["00:00:30", undefined, 30, 1],
    ["0:29:29", undefined, 1769, 29],
    ["0:29:30", undefined, 1770, 30],
    ["1:30", undefined, 5400, 90],
    ["24:00:00", undefined, 86400, 1440],
    ["1.5", undefined, 5400, 90],
    ["1,5", true, 5400, 90],
    ["20,0", true, 72000, 1200],
    ["0,01", true, 36, 1],
    ["0.33", false, 1188, 20],
    ["1.250", undefined, 4500, 75],
    ["1,250", undefined, 4500, 75],
    ["0.79 h", false, 2844, 47],
  ])("%s (decimal comma %s) is %d seconds, %d minutes", (text, decimalComma, seconds, minutes) => {
    expect(readDuration(text, decimalComma)).toEqual({ seconds, minutes });
  });

  test.each([
    ["-01:00:00", "negative"],
    ["\u22120:30", "negative"],
    ["-1.5", "negative"],
    ["00:00:00", "zero"],
    ["0.00", "zero"],
    ["00:00:29", "under-half-a-minute"],
    ["24:00:01", "over-a-day"],
    ["25", "over-a-day"],
    ["47:06 min", "unreadable"],
    ["1:75", "unreadable"],
    ["soon", "unreadable"],
  ])("%s is refused as %s", (text, refusal) => {
    expect(readDuration(text, undefined)).toBe(refusal);
  });

  test("minutes are read as minutes", () => {
    expect(readMinutes("90", undefined)).toEqual({ seconds: 5400, minutes: 90 });
    expect(readMinutes("0", undefined)).toBe("zero");
  });

  test("is never off by more than half a minute, and never turned into nothing", () => {
    assert(
      property(integer({ min: 30, max: 86_400 }), (seconds) => {
        const two = (part: number) => String(part).padStart(2, "0");
        const text = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
        const read = readDuration(text, undefined) as Duration;
        expect(read.seconds).toBe(seconds);
        expect(Math.abs(read.minutes * 60 - seconds)).toBeLessThanOrEqual(30);
        expect(read.minutes).toBeGreaterThan(0);
      }),
    );
  });
});
