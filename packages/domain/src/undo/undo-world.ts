import type { CalendarDate } from "../calendar-date.js";

/** A field before and after a change. Values are texts, numbers of minutes, yes/no or nothing. */
export interface UndoField {
  path: string;
  before: unknown;
  after: unknown;
}

/** A change that was applied, as its plan stored it. */
export interface PastChange {
  id: string;
  side: "hub" | "ledger" | "link";
  operation: "create" | "update" | "link" | "unlink" | "deactivate" | "delete" | "void";
  fields: readonly UndoField[];
  /** Changes this one took back itself; empty for a change of the sync. */
  undoes: readonly string[];
}

/** How the record of a change stands now on both sides. */
export interface UndoWorld {
  kind: "client" | "site" | "staff-member" | "invoice" | "time-entry" | "list-entry";
  /** The record here by the fields its kind owns; null when it is not here. */
  hub: Readonly<Record<string, unknown>> | null;
  /** The record of the ledger that was changed, by the same names; null when it is gone or no longer linked. */
  ledger: Readonly<Record<string, unknown>> | null;
  /** Per field, what both sides last agreed on. */
  agreed: Readonly<Record<string, unknown>>;
  isSetAside: boolean;
  /** The last day of the closed books. */
  closedThrough: CalendarDate | null;
  /** Labels of documents that stand on the record and stay where they are. */
  standing: readonly string[];
  /** A document in figures, for a proposal: client, number, lines, subtotal, tax, total, currency. */
  figures: Readonly<Record<string, unknown>> | null;
}

/** A write that takes something back. `leavesOut`: the record is left out of the sync with it, else the next run would send it again. */
export interface UndoStep {
  side: "hub" | "ledger";
  operation: "update" | "deactivate" | "reactivate" | "void" | "delete";
  fields: readonly UndoField[];
  leavesOut: boolean;
}

/** What becomes of one thing that is to be undone: planned as a write, proposed to a person in words and figures, or not possible. */
export type UndoItem =
  | { verdict: "revert"; step: UndoStep; note: string | null }
  | { verdict: "compensate"; reason: string; fields: readonly UndoField[] }
  | { verdict: "impossible"; reason: string };

export const undoVerdicts = ["revert", "compensate", "impossible"] as const;
export type UndoVerdict = (typeof undoVerdicts)[number];

export const impossible = (reason: string): UndoItem => ({ verdict: "impossible", reason });
