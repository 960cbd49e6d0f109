import { decimal } from "@tieout/domain";
import { readNumber } from "./number.js";

export type DurationRefusal = "unreadable" | "negative" | "zero" | "under-half-a-minute" | "over-a-day";

/** Whole minutes for the record, and the exact seconds they were made of. */
export interface Duration {
  readonly minutes: number;
  readonly seconds: number;
}

const day = 24 * 3600;

/**
 * Reads `HH:MM:SS`, `h:mm` or decimal hours (`1.5`, `1,5`, `1.5 h`).
 * The rounding rule of every import: an entry's seconds are rounded to the nearest minute, a half up, entry by entry.
 * Each entry is off by 30 seconds at most, and `seconds` stays beside it, so a preview can show both sums.
 */
export function readDuration(text: string, decimalComma: boolean | undefined): Duration | DurationRefusal {
  const clock = /^([-\u2212]?)(\d{1,5}):([0-5]\d)(?::([0-5]\d))?$/.exec(text.trim());
  if (clock) {
    const [, sign, hours, minutes, seconds] = clock;
    const total = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds ?? 0);
    return judge(sign ? -total : total);
  }
  return readUnits(text.replace(/\s*h$/i, ""), 3600, decimalComma);
}

/** Reads a number of minutes, such as `90`. */
export function readMinutes(text: string, decimalComma: boolean | undefined): Duration | DurationRefusal {
  return readUnits(text, 60, decimalComma);
}

function readUnits(text: string, secondsEach: number, decimalComma: boolean | undefined): Duration | DurationRefusal {
  let reading = readNumber(text, decimalComma);
  // "1.250" or "1,250": a thousand of anything is longer than any entry, so the mark is the decimal one.
  if (reading === "ambiguous") reading = readNumber(text, text.includes(","));
  if (typeof reading === "string") return "unreadable";
  return judge(decimal(reading.value).times(secondsEach).round().toNumber());
}

function judge(seconds: number): Duration | DurationRefusal {
  if (seconds < 0) return "negative";
  if (seconds === 0) return "zero";
  if (seconds < 30) return "under-half-a-minute";
  if (seconds > day) return "over-a-day";
  return { minutes: Math.floor((seconds + 30) / 60), seconds };
}
