import type { Decimal } from "@tieout/domain";
import type { LayoutMatch, TimeField } from "../layouts/layout.js";
import { readClockTime } from "../values/clock-time.js";
import { type DateFormat, readDate } from "../values/date.js";
import { type Duration, type DurationRefusal, readDuration, readMinutes } from "../values/duration.js";
import { readNumber } from "../values/number.js";
import { readYesNo } from "../values/yes-no.js";
import type { Cells } from "./cells.js";
import { currencyOf } from "./currency-cell.js";
import type { ImportedTimeRow, RefusalCode } from "./imported-row.js";

/** How the file writes its values; see `inspectFile`. */
export interface ValueFormat {
  readonly dateFormat: DateFormat;
  /** Undefined when nothing in the file shows it: each number is read on its own. */
  readonly decimalComma: boolean | undefined;
}

type TimeRowFacts = Omit<ImportedTimeRow, "fingerprint">;

/** Reads one row of time. Returns undefined after telling `cells` every reason why not. */
export function readTimeRow(cells: Cells, match: LayoutMatch, format: ValueFormat): TimeRowFacts | undefined {
  const staffName = cells.optional("staffName") ?? ([cells.text("firstName"), cells.text("lastName")].join(" ").trim() || undefined);
  const staffEmail = cells.optional("staffEmail")?.toLowerCase();
  requireStaff(cells, staffName ?? staffEmail);
  const date = dateOf(cells, format.dateFormat);
  const duration = durationOf(cells, format.decimalComma);
  const billable = yesNoOf(cells, "billable");
  const approved = yesNoOf(cells, "approved");
  const invoiced = yesNoOf(cells, "invoiced");
  const rate = rateOf(cells, format.decimalComma);
  const note = noteOf(cells);
  const currency = currencyOf(cells);
  if (cells.reasons.length > 0 || date === undefined || duration === undefined) return undefined;
  return {
    kind: "time",
    line: cells.record.line,
    source: match.layout.source,
    staffName,
    staffEmail,
    client: cells.optional("client"),
    site: cells.optional("site"),
    project: cells.optional("project"),
    category: cells.optional("category"),
    type: cells.optional("type"),
    task: cells.optional("task"),
    date,
    startTime: cells.has("startTime") ? readClockTime(cells.text("startTime")) || undefined : undefined,
    ...duration,
    billable,
    approved,
    invoiced,
    note,
    tags: cells.text("tags").split(",").map((tag) => tag.trim()).filter((tag) => tag !== ""),
    rate,
    currency: currency ?? match.currency,
  };
}

/** What makes an entry the same entry in another export: not its rate, tags or state, which change after the fact. */
export function timeIdentity(row: TimeRowFacts): (string | number | undefined)[] {
  const { source, staffEmail, staffName, date, startTime, seconds, client, site, project, category, type, task, note } = row;
  return ["time", source, staffEmail ?? staffName, date, startTime, seconds, client, site, project, category, type, task, note];
}

/** A file without any staff column is one person's; whose, the person who imports says. A row without staff is a fault. */
function requireStaff(cells: Cells, staff: string | undefined): void {
  const columns = (["staffEmail", "staffName", "firstName", "lastName"] as const).filter(cells.has);
  const [first] = columns;
  if (staff === undefined && first !== undefined) {
    cells.refuse(first, "required", `Nobody is named. Fill ${columns.map(cells.header).join(" or ")}.`);
  }
}

function dateOf(cells: Cells, format: DateFormat): string | undefined {
  const text = cells.text("date");
  if (text === "") {
    cells.refuse("date", "required", `${cells.header("date")} is empty. Write the day of the work.`);
    return undefined;
  }
  const date = readDate(text, format);
  if (date === undefined) cells.refuse("date", "date", `"${text}" is not a date written as ${format}. Correct it, or choose another date format for the file.`);
  return date;
}

const durationRefusals: Record<DurationRefusal, readonly [RefusalCode, string]> = {
  unreadable: ["duration", "is not a duration. Write 1:30:00, 1:30 or decimal hours such as 1.5."],
  negative: ["duration-negative", "is negative. Correct the start and end in the product it came from, or delete the entry."],
  zero: ["duration-zero", "is no time at all. Enter the time worked, or leave the row out."],
  "under-half-a-minute": ["duration-too-short", "is less than half a minute and would count as nothing. Add it to another entry, or leave the row out."],
  "over-a-day": ["duration-too-long", "is longer than a day. Split it into one entry a day; a timer left running is the usual cause."],
};

function durationOf(cells: Cells, decimalComma: boolean | undefined): Duration | undefined {
  const fields = (["minutes", "duration", "decimalHours"] as const).filter(cells.has);
  const field = fields.find((candidate) => cells.text(candidate) !== "");
  if (field === undefined) {
    const wanted = fields[0] ?? "duration";
    cells.refuse(wanted, "required", `${cells.header(wanted)} is empty. Enter the time worked.`);
    return undefined;
  }
  const text = cells.text(field);
  const reading = field === "minutes" ? readMinutes(text, decimalComma) : readDuration(text, decimalComma);
  if (typeof reading === "object") return reading;
  const [code, message] = durationRefusals[reading];
  cells.refuse(field, code, `${cells.header(field)} "${text}" ${message}`);
  return undefined;
}

function yesNoOf(cells: Cells, field: Extract<TimeField, "billable" | "approved" | "invoiced">): boolean | undefined {
  const reading = readYesNo(cells.text(field));
  if (reading !== "unreadable") return reading;
  cells.refuse(field, "yes-no", `${cells.header(field)} "${cells.text(field)}" is neither yes nor no. Write Yes or No.`);
  return undefined;
}

/** Not negative, seven digits and five decimals, as a time entry's rate has them. */
const possibleRate = /^\d{1,7}(?:\.\d{1,5}0*)?$/;

function rateOf(cells: Cells, decimalComma: boolean | undefined): Decimal | undefined {
  const text = cells.text("rate");
  if (text === "") return undefined;
  const reading = readNumber(text, decimalComma);
  if (typeof reading === "object" && possibleRate.test(reading.value)) return /[1-9]/.test(reading.value) ? reading.value : undefined;
  const advice =
    reading === "ambiguous" ? "can be read two ways. Say whether the file writes decimals with a comma or a point." : "is not a rate. Write an amount such as 120.00.";
  cells.refuse("rate", "number", `${cells.header("rate")} "${text}" ${advice}`);
  return undefined;
}

/** QuickBooks keeps 4,000 characters of a time activity's description. */
const longestNote = 4000;

function noteOf(cells: Cells): string {
  const note = cells.text("note");
  const { length } = [...note];
  if (length > longestNote) cells.refuse("note", "too-long", `${cells.header("note")} has ${length} characters; ${longestNote} fit. Shorten it.`);
  return note;
}
