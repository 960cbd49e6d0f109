import { type CalendarDate, calendarDate } from "@tieout/domain";

/** The order a file writes its dates in. `YYYY-MM-DD` is readable under each of them. */
export type DateFormat = "YYYY-MM-DD" | "MM/DD/YYYY" | "DD/MM/YYYY";

const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/;
const yearLast = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:[T ].*)?$/;

/**
 * Reads a date; a time of day behind it is ignored, so an entry near midnight keeps the day the file gives it.
 * A two-digit year is 20YY. Returns undefined when there is no such day, or when the order is not `format`'s.
 */
export function readDate(text: string, format: DateFormat): CalendarDate | undefined {
  const iso = yearFirst.exec(text);
  if (iso) return existing(iso[1], iso[2], iso[3]);
  const parts = yearLast.exec(text);
  if (!parts || format === "YYYY-MM-DD") return undefined;
  const [, first, second, year = ""] = parts;
  const fullYear = year.length === 2 ? `20${year}` : year;
  return format === "MM/DD/YYYY" ? existing(fullYear, first, second) : existing(fullYear, second, first);
}

function existing(year = "", month = "", day = ""): CalendarDate | undefined {
  if (year < "1970" || year > "2099") return undefined;
  try {
    return calendarDate(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
  } catch {
    return undefined;
  }
}

/** What one value proves about the order of day and month. */
export type DateEvidence = "day-first" | "month-first" | "either" | "none";

export function dateEvidence(text: string): DateEvidence {
  const parts = yearLast.exec(text);
  if (!parts) return "none";
  const [first, second] = [Number(parts[1]), Number(parts[2])];
  if (first > 12 && second > 12) return "none";
  if (first > 12) return "day-first";
  return second > 12 ? "month-first" : "either";
}

/** Counts over a whole file. `example` is a value that reads both ways. */
export interface DateFindings {
  readonly dayFirst: number;
  readonly monthFirst: number;
  readonly either: number;
  readonly example?: string;
}

/**
 * The one order that fits every date seen, or "ambiguous": nothing proves it, or the file contradicts itself.
 * Then a person is asked; nothing is guessed.
 */
export function dateFormatOf({ dayFirst, monthFirst, either }: DateFindings): DateFormat | "ambiguous" {
  if (dayFirst + monthFirst + either === 0) return "YYYY-MM-DD";
  if (dayFirst > 0 && monthFirst === 0) return "DD/MM/YYYY";
  if (monthFirst > 0 && dayFirst === 0) return "MM/DD/YYYY";
  return "ambiguous";
}

/** Gathers what a file's dates prove, one value at a time. */
export function dateTally(): { add: (text: string) => void; findings: () => DateFindings } {
  const counts = { dayFirst: 0, monthFirst: 0, either: 0 };
  let example: string | undefined;
  return {
    add(text) {
      const evidence = dateEvidence(text);
      if (evidence === "day-first") counts.dayFirst += 1;
      if (evidence === "month-first") counts.monthFirst += 1;
      if (evidence === "either") {
        counts.either += 1;
        example ??= text;
      }
    },
    findings: () => ({ ...counts, example }),
  };
}

/** The order over a list of dates, with its evidence. */
export function inspectDates(values: Iterable<string>): DateFindings & { readonly dateFormat: DateFormat | "ambiguous" } {
  const tally = dateTally();
  for (const value of values) tally.add(value.trim());
  const findings = tally.findings();
  return { ...findings, dateFormat: dateFormatOf(findings) };
}
