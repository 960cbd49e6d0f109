import { HubError, type Actor, type FieldChange, type HistoryKind, type LedgerCompany, type LedgerKind, type LedgerRecord, type ProblemFacts, type RecordEvent } from "@tieout/domain";
import type { ConnectionRow, FirmSession, OpenProblem, RemediedRecord, Store } from "@tieout/store";
import type { QueueDeps } from "../engine/requests.js";

/** What a remedy works on: one open problem, the records of it that are meant, and what the person filled in. */
export interface RemedyContext extends QueueDeps {
  store: Store;
  connection: ConnectionRow;
  actor: Actor;
  problem: OpenProblem;
  records: OpenProblem["records"];
  values: Readonly<Record<string, string>>;
  reason: string | null;
  /** The record as the ledger has it now; null when it is gone. */
  readRecord(kind: LedgerKind, id: string): Promise<LedgerRecord | null>;
  /** The company as it is now, for the next plan too. Two metered reads, or three. */
  readCompany(): Promise<LedgerCompany>;
  inFirm<T>(work: (session: FirmSession) => Promise<T>): Promise<T>;
}

export interface RemedyOutcome {
  /** Records that are planned again. */
  release: RemedyContext["records"];
  /** The problem is settled by what was done; otherwise the next run settles it, or raises it again. */
  isSettled: boolean;
  /** Its records are left out of the sync from now on. */
  isSetAside?: boolean;
  /** How the history says it. */
  resolution: string;
  /** What it decided about fields of a record, for the history: by the record's id. */
  decided?: ReadonlyMap<string, readonly FieldChange[]>;
  /** `records`: only they are sent now · `everything`: what changed may concern more · a run that was started already · nothing to send. */
  run: "records" | "everything" | { runId: string | null } | null;
}

export type Remedy = (context: RemedyContext) => Promise<RemedyOutcome>;

/** What a remedy changed, for the histories of its records. */
export function remedied(kind: HistoryKind, records: readonly RemediedRecord[]): RecordEvent[] {
  return records.map(({ id, changes }) => ({ kind, recordId: id, action: "updated", changes }));
}

/** A value the person must give. */
export function needed(context: RemedyContext, name: string, what: string): string {
  const value = context.values[name]?.trim();
  if (!value) throw new HubError("INVALID", what, ["values", name]);
  return value;
}

export function factText(facts: ProblemFacts, name: string): string | null {
  const value = facts[name];
  return typeof value === "string" && value !== "" ? value : null;
}
