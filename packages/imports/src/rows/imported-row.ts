import type { CalendarDate, Decimal } from "@tieout/domain";

export type ImportSource = "toggl" | "harvest" | "clockify" | "quickbooks" | "generic";

/** One entry of time, ready to be mapped. Names are as the file has them, trimmed; absent means the file does not say. */
export interface ImportedTimeRow {
  readonly kind: "time";
  /** 1-based line of the file the entry starts on. */
  readonly line: number;
  readonly source: ImportSource;
  readonly staffName?: string;
  /** Lower case. */
  readonly staffEmail?: string;
  readonly client?: string;
  readonly site?: string;
  readonly project?: string;
  readonly category?: string;
  readonly type?: string;
  readonly task?: string;
  /** The start date the file gives, also for an entry that runs past midnight. */
  readonly date: CalendarDate;
  /** `HH:MM:SS`, 24 hours. */
  readonly startTime?: string;
  /** Nearest whole minute, a half up (see `readDuration`). */
  readonly minutes: number;
  /** The exact duration the minutes were rounded from. */
  readonly seconds: number;
  /** Undefined when the file does not say. */
  readonly billable: boolean | undefined;
  readonly approved?: boolean;
  /** True when the other product has billed the entry already. */
  readonly invoiced?: boolean;
  readonly note: string;
  readonly tags: readonly string[];
  /** Per hour; absent for 0, which those products write for "no rate set". */
  readonly rate?: Decimal;
  /** ISO 4217. */
  readonly currency?: string;
  /** Equal for the same entry in another upload; different for every row of one file. */
  readonly fingerprint: string;
}

export interface ImportedAddress {
  /** May hold several lines. */
  readonly street?: string;
  readonly city?: string;
  readonly state?: string;
  readonly zip?: string;
  readonly country?: string;
}

/** One client of a spreadsheet, within the limits QuickBooks sets for its own. */
export interface ImportedClientRow {
  readonly kind: "client";
  readonly line: number;
  readonly source: ImportSource;
  readonly name: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly company?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly mobile?: string;
  readonly fax?: string;
  readonly website?: string;
  readonly address: ImportedAddress;
  /** Name of the client this one is a site of. */
  readonly parent?: string;
  readonly currency?: string;
  readonly fingerprint: string;
}

export type RefusalCode =
  | "columns"
  | "required"
  | "date"
  | "duration"
  | "duration-negative"
  | "duration-zero"
  | "duration-too-short"
  | "duration-too-long"
  | "number"
  | "yes-no"
  | "currency"
  | "too-long"
  | "name"
  | "formula"
  | "email"
  | "website";

/** Why a row was refused: `message` says what is wrong and what to do. */
export interface RefusalReason {
  /** Our name of the field at fault, such as `duration`; `row` for the row as a whole. */
  readonly field: string;
  readonly code: RefusalCode;
  readonly message: string;
}

/** A row that is not imported, with every reason at once. */
export interface RefusedRow {
  readonly kind: "refused";
  readonly line: number;
  /** The row's text as the file has it. */
  readonly raw: string;
  /** What its columns hold, by field, as the file has it; absent when its cells cannot be told apart. */
  readonly cells?: Readonly<Record<string, string>>;
  readonly reasons: readonly RefusalReason[];
}

export type ImportedRow = ImportedTimeRow | ImportedClientRow | RefusedRow;
