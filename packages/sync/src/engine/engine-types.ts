import type { Actor, Ledger, LedgerCompany, LedgerExchange, LedgerNotice, RecordKind, RemedyKind } from "@tieout/domain";
import type { HeldGrant, Signature, Store, UndoScope } from "@tieout/store";

/** The three recurring syncs. */
export type SyncKind = "clients" | "invoices" | "timesheets";

/** The recurring jobs: the syncs, and the proof of each night. */
export type ScheduleKind = SyncKind | "tie-out";

/** What one piece of work does: a recurring job's share, all syncs at once, the first plan, the plan of an undo, or the rest of an approved plan. */
export type WorkKind = ScheduleKind | "everything" | "import" | "undo" | "plan";

/** Limits work to these records, whatever their date. Nothing given: whatever changed. */
export interface WorkScope {
  clientIds?: readonly string[];
  invoiceIds?: readonly string[];
  timeEntryIds?: readonly string[];
  /** The plan that is applied, for work of kind `plan`. */
  planId?: string;
  /** What is taken back, for work of kind `undo`. */
  undo?: UndoScope;
  /** Leaves the plan open for a person instead of applying it. */
  isPlanOnly?: boolean;
  /** A tie-out also asks the ledger for its own report. */
  isChecked?: boolean;
}

export interface WorkRequest {
  firmId: string;
  connectionId: string;
  kind: SyncKind | "everything";
  trigger: "user" | "api" | "retry";
  requestedBy: string;
  scope?: Pick<WorkScope, "clientIds" | "invoiceIds" | "timeEntryIds" | "isPlanOnly">;
  /** The same key is the same work: a repeated request returns the first one's run. */
  key?: string;
}

export interface RetryRequest extends Pick<WorkRequest, "firmId" | "connectionId" | "trigger" | "requestedBy"> {
  /** The run whose refused records go again. */
  refusedIn: string;
}

export interface TieOutRequest {
  firmId: string;
  connectionId: string;
  /** Reads what changed and the ledger's own report, two metered calls, and holds the mirror against it. Otherwise nothing is read. */
  isChecked: boolean;
  trigger: "user" | "api";
  requestedBy: string;
}

/**
 * What a person decides about a change that asks. `candidateId` is needed for `link`: the record of the other side. `ask` takes a
 * decision back while its plan is open.
 */
export interface ChangeDecision {
  changeId: string;
  choice: "link" | "create" | "skip" | "ask";
  candidateId?: string;
}

export interface ResolveProblemInput {
  firmId: string;
  /** One of the two: a problem, or every open problem of a cause. */
  problemId?: string;
  causeKey?: string;
  remedy: RemedyKind;
  /** Limits the remedy to some records of the problem. */
  recordIds?: readonly string[];
  values?: Readonly<Record<string, string>>;
  reason?: string;
  actor: Actor;
}

export interface ResolveProblemResult {
  /** Problems that are closed now. */
  resolved: string[];
  /** Records that take part in the sync again and that nothing else holds. */
  released: number;
  /** Records this was solved for that another problem still holds. */
  stillHeld: number;
  /** The problems that hold those, by id, the one that holds most first. */
  heldBy: string[];
  /** Records the remedy left out of the sync; `includeAgain` takes them back. */
  setAside: RecordKey[];
  /** The run that sends them, when one was started. */
  runId: string | null;
}

export interface RecordKey {
  kind: RecordKind;
  recordId: string;
}

/** A record whose link people correct on its own page. */
export interface LinkableRecord {
  kind: "client" | "invoice";
  recordId: string;
}

export type RunState = "queued" | "running" | "waiting" | "awaiting-approval" | "succeeded" | "partial" | "failed" | "cancelled";

export interface RunCounts {
  created: number;
  updated: number;
  linked: number;
  removed: number;
  unchanged: number;
  asked: number;
  blocked: number;
  refused: number;
  skipped: number;
  checking: number;
}

/** What a run cost. `metered` counts against the monthly quota of reads; `throttled` are answers 429. */
export interface RunCalls {
  read: number;
  write: number;
  batch: number;
  metered: number;
  throttled: number;
}

/** One record's outcome, as it happens. */
export interface RunTouch {
  kind: string;
  recordId: string | null;
  label: string;
  outcome: "created" | "updated" | "linked" | "removed" | "blocked" | "asked" | "refused" | "checking" | "skipped";
  reason: string | null;
}

/** Live progress of one run: at most four a second, and always a last one with `isFinal`. */
export interface RunProgress {
  firmId: string;
  connectionId: string;
  runId: string;
  /** Counts up within this process; a gap means events were folded together. */
  sequence: number;
  state: RunState;
  phase: "sense" | "plan" | "apply" | "prove" | "done";
  done: number;
  total: number | null;
  counts: RunCounts;
  calls: RunCalls;
  touched: RunTouch[];
  summary: string | null;
  isFinal: boolean;
}

/** A connection and its sign-in as a piece of work found them when it was taken up. */
export interface KnownConnection {
  realmCipher: string;
  realmHash: string;
  grant: HeldGrant | null;
}

export interface LedgerUse {
  runId: string | null;
  /** Hears every finished HTTP exchange. */
  onExchange: (exchange: LedgerExchange) => void;
  /** Whoever has just read the connection says so; then it is not read again. */
  known?: KnownConnection;
}

/** Opens the port to one connected company. */
export type OpenLedger = (firmId: string, connectionId: string, use: LedgerUse) => Promise<Ledger>;

export interface EngineConfig {
  /** A worker that is silent this long has lost its work to another. */
  leaseSeconds: number;
  /** How long the ledger may still be busy with a request whose answer was lost (Intuit's limit is 120 s). */
  unknownWaitSeconds: number;
  /** Connections worked on at once by this process. */
  concurrency: number;
  /** Single calls of one company on their way at once. */
  singlesInFlight: number;
  batchesInFlight: number;
  batchSize: number;
  /** Intuit's limit for one company (qbo-protocol 13). */
  batchesPerMinute: number;
  /** Up to this many pending writes go one by one, which is free; more go in batches, which are metered but quick. */
  thriftyLimit: number;
  /** Pause between two looks for work, milliseconds. */
  pollMs: number;
  /** Pause between two looks at a run that applies its plan: its row is that fresh, and it hears that soon that it must stop. Milliseconds. */
  lookEveryMs: number;
  /** Records planned, stored and applied at a time. */
  chunkSize: number;
  /** The change feed is asked again for this long before the last position. */
  overlapMinutes: number;
  /** A feed older than this is not trusted (QuickBooks keeps 30 days): everything is read instead. */
  fullReadAfterDays: number;
  /** Kinds the feed does not cover are read in full this often. */
  sweepEveryHours: number;
  /** What the ledger tells us unasked is looked at this much later, so that news of one moment cost one call. */
  gatherSeconds: number;
  /** Seconds after which a refused sign-in is tried again; of several refusals within them one counts. The token keeper's must be the same. */
  refusalSpacingSeconds: number;
}

export interface EngineOptions {
  store: Store;
  openLedger: OpenLedger;
  config?: Partial<EngineConfig>;
  /** Signs a proof with the firm's own key. */
  sign: (text: string, firmId: string) => Signature;
  /** Names this process in leases. */
  processId: string;
  /** Codes and ids only, never values of records. */
  log?: (level: "info" | "warn" | "error", message: string, facts: Record<string, unknown>) => void;
}

/** The sync: finds what is due, does it, and carries out what people decide. Every method may be called from any process on the database. */
export interface Engine {
  /** Turns due schedule rows into work, once per slot however many processes ask. Returns how many were due. */
  dispatchDue(kind: ScheduleKind): Promise<number>;
  /** Works until the signal is aborted; what is in hand then is finished or handed back. */
  work(signal: AbortSignal): Promise<void>;
  /** Does one piece of due work; false when there was none. */
  workOnce(): Promise<boolean>;
  /**
   * "Sync now", for everything or for some records: queued before scheduled work, through the same pipe.
   * Throws `NOT_CONNECTED` or `NOT_ALLOWED` when the connection cannot work yet.
   */
  request(request: WorkRequest): Promise<{ workId: string; runId: string }>;
  /** Sends again what QuickBooks refused in a run, all of it and nothing else. `records` says how many there are; throws `CONFLICT` when there are none. */
  retry(request: RetryRequest): Promise<{ workId: string; runId: string; records: number }>;
  /** Proves now that both sides agree, or names the documents in which they do not. The proof is kept with its run. */
  tieOut(request: TieOutRequest): Promise<{ workId: string; runId: string }>;
  /**
   * Keeps what the ledger tells us of a company, each piece once, and queues a look at it. The company is named by the fingerprint of its
   * id; one that nobody here has connected is nobody's. Throws when it could not be kept.
   */
  receiveNotices(input: { realmHash: string; notices: readonly LedgerNotice[] }): Promise<{ isKnown: boolean; added: number }>;
  /** What the company allows and demands, read now, before the sync is on or after; with it the tax codes to choose from, where there is something to choose. Throws `LedgerError`. */
  readCompany(input: { firmId: string; connectionId: string }): Promise<LedgerCompany>;
  /** Switches the sync on: computes the first plan and leaves it open. Nothing is written to the ledger before `approvePlan`. */
  enable(input: { firmId: string; connectionId: string; actor: Actor }): Promise<{ runId: string }>;
  /**
   * Applies exactly this plan, or, of a plan of the sync, the changes of `changeIds` and what they depend on, in a run of their own; the rest goes on
   * waiting. What nobody decided stays unsent and becomes a problem. Throws `CONFLICT` for a plan that is not open any more.
   */
  approvePlan(input: { firmId: string; planId: string; actor: Actor; decisions?: readonly ChangeDecision[]; changeIds?: readonly string[] }): Promise<{ runId: string }>;
  /** Records decisions on changes that ask, of an open plan or of a later run. */
  decide(input: { firmId: string; decisions: readonly ChangeDecision[]; actor: Actor }): Promise<{ decided: number; runId: string | null }>;
  /**
   * Makes the plan that takes back a change, or what a run or a day applied, and leaves it open: read anew first, so that it speaks of how
   * things are. What cannot be taken back is in it too, with the reason. Throws `NOT_FOUND` when nothing of that kind was applied on this connection,
   * `CONFLICT` while the run is not over, `NOT_CONNECTED` or `NOT_ALLOWED` when the connection cannot work.
   */
  planUndo(input: { firmId: string; connectionId: string; undo: UndoScope; trigger: "user" | "api"; requestedBy: string }): Promise<{ workId: string; runId: string }>;
  /** Drops an open plan; what it planned is planned afresh next time. */
  discardPlan(input: { firmId: string; planId: string; actor: Actor }): Promise<void>;
  /** Stops a run after the calls that are on their way. */
  cancelRun(input: { firmId: string; runId: string; actor: Actor }): Promise<void>;
  resolve(input: ResolveProblemInput): Promise<ResolveProblemResult>;
  /**
   * After mappings or the default item were stored: what waited for them is planned again, at once or, `isSending` false, by the next sync.
   * `released` counts the records that nothing holds any more; `sources` narrows the count to what waited for these categories and types.
   */
  mappingChanged(input: { firmId: string; connectionId: string; actor: Actor; trigger?: "user" | "api"; sources?: readonly { kind: string; id: string }[]; isSending?: boolean }): Promise<ResolveProblemResult>;
  /** Leaves records out of every sync. A write that is on its way already still arrives. */
  setAside(input: { firmId: string; connectionId: string; records: readonly RecordKey[]; reason: string; actor: Actor }): Promise<void>;
  /** Takes records back in that were set aside or counted as handled outside, and sends what they and their documents wait with. Others are passed over. */
  includeAgain(input: { firmId: string; connectionId: string; records: readonly RecordKey[]; actor: Actor }): Promise<{ released: number; runId: string | null }>;
  /**
   * Links a client or invoice to a record of the ledger, which is read and compared first; a link it had ends, and a record that was left out takes part
   * again. What was sent for a client stays where it is. Throws `NOT_FOUND` and `CONFLICT` in words, the latter also while a run has a write of it in hand.
   */
  linkRecord(input: { firmId: string; connectionId: string; record: LinkableRecord; ledgerId: string; actor: Actor }): Promise<{ linkedTo: string; runId: string | null }>;
  /**
   * Ends a link that is wrong. The record is left out of the sync until it is linked anew or included again, for what it was linked to may still be there:
   * nothing is created a second time by itself. Throws `CONFLICT` without a link, and while a run has a write of it in hand.
   */
  removeLink(input: { firmId: string; connectionId: string; record: LinkableRecord; actor: Actor }): Promise<void>;
  /** Counts a final invoice that was never sent as settled in the ledger by hand; `includeAgain` takes it back. Throws `CONFLICT` for any other. */
  markHandled(input: { firmId: string; connectionId: string; invoiceId: string; reason: string | null; actor: Actor }): Promise<void>;
  onProgress(listener: (progress: RunProgress) => void): () => void;
}
