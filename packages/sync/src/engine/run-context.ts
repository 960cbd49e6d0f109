import type { ConnectionSettings, Ledger, LedgerCompany } from "@tieout/domain";
import { holdsLease, type FirmSession, type LeasedWork, type LedgerCursor, type Signature, type Store, type SyncFirm } from "@tieout/store";
import type { EngineConfig, RunCounts, RunState, RunTouch, ScheduleKind, SyncKind, WorkKind, WorkScope } from "./engine-types.js";
import type { Meter } from "./meter.js";

/** Another process has taken the work over: this one writes nothing more. */
export class LeaseLostError extends Error {
  override readonly name = "LeaseLostError";
}

/** A person cancelled the run. */
export class CancelledError extends Error {
  override readonly name = "CancelledError";
}

/** The connection was paused or lost, or somebody waits for something quick: the run stands back and goes on later where it is. */
export class StandBackError extends Error {
  override readonly name = "StandBackError";
  constructor(readonly reason: "stopped" | "urgent") {
    super(reason);
  }
}

/** Who and what a piece of work is about: fixed while it lasts. */
export interface RunContext {
  readonly store: Store;
  readonly ledger: Ledger;
  readonly config: EngineConfig;
  readonly sign: (text: string, firmId: string) => Signature;
  readonly processId: string;
  readonly firmId: string;
  readonly connectionId: string;
  readonly work: Pick<LeasedWork, "id" | "fence" | "trigger" | "attempts" | "hasHeldWork">;
  readonly kind: WorkKind;
  readonly scope: WorkScope;
  readonly requestedBy: string;
  readonly firm: SyncFirm;
  readonly settings: ConnectionSettings;
  readonly startDate: string | null;
  readonly intervalMinutes: number;
  readonly defaultItemId: string | null;
  readonly meter: Meter;
  /** Where reading the ledger stood when the work was taken up, per feed. */
  readonly cursors: ReadonlyMap<string, LedgerCursor>;
  /** When the work was taken up, the last look at the change feed was too long ago to serve for it. */
  readonly isLookDue: boolean;
  readonly hasSentTime: boolean;
  /** Up to where the change feed was read without telling anything new, as long as that is not stored. */
  readTo: string | null;
  counts: RunCounts;
  /** What its run had counted before is known: until then its own counts are none to keep. */
  isResumed: boolean;
  /** Null until there is something to keep a run for. */
  runId: string | null;
  company: LedgerCompany;
  phase: "sense" | "plan" | "apply" | "prove" | "done";
  done: number;
  total: number | null;
  /** Something moved on a side: the firm is proven anew when the work is done. */
  hasMoved: boolean;
  /** Tells listeners how far it is. */
  progress(touched?: readonly RunTouch[]): void;
  /** The last word of this piece of work. */
  end(outcome: { state: RunState; summary: string | null }): void;
}

/** Reads and writes of one firm, only while this process holds the work; the check is part of the transaction. */
export function underLease<T>(run: Pick<RunContext, "store" | "firmId" | "work">, write: (session: FirmSession) => Promise<T>): Promise<T> {
  return run.store.withFirm(run.firmId, async (session) => {
    if (!(await holdsLease(session, run.work))) throw new LeaseLostError();
    return write(session);
  });
}

export function read<T>(run: Pick<RunContext, "store" | "firmId">, query: (session: FirmSession) => Promise<T>): Promise<T> {
  return run.store.withFirm(run.firmId, query);
}

/** The recurring syncs, in the order in which they build on each other. */
export const syncKinds = ["clients", "invoices", "timesheets"] as const satisfies readonly SyncKind[];

export function isScheduleKind(kind: string): kind is ScheduleKind {
  return kind === "tie-out" || (syncKinds as readonly string[]).includes(kind);
}
