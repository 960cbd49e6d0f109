import type { ConnectionSettings, LedgerCompany, LedgerKind, LedgerMarker, LedgerRecord, LedgerWrite, ProblemFacts, ProblemKind, RecordKind } from "@tieout/domain";
import type { ChangeOutcome, ChangeRow, FieldDifference, FirmSession, MatchCandidate, RecordSyncState } from "@tieout/store";

/** What a plan has decided so far about a record of either side; later flows of the same plan build on it. */
export interface PlannedRef {
  changeId: string;
  recordId: string | null;
  ledgerId: string | null;
  /** `ready`: planned, so that others may depend on it · `ask` and `blocked`: others wait. */
  state: "ready" | "ask" | "blocked";
}

/** The plan while it is computed. */
export interface PlannedSoFar {
  ofRecord(kind: RecordKind, recordId: string): PlannedRef | undefined;
  ofLedger(kind: LedgerKind, ledgerId: string): PlannedRef | undefined;
  /** True the first time a name is claimed in this plan: two new customers cannot have one name. */
  claimName(name: string): boolean;
}

/** What a planner may look at besides its record. Nothing of it does I/O. */
export interface PlanFacts<References = unknown> {
  readonly settings: ConnectionSettings;
  readonly company: LedgerCompany;
  readonly startDate: string | null;
  readonly numbersInvoices: boolean;
  readonly homeCurrency: string;
  readonly defaultItemId: string | null;
  /** Records somebody named, of whatever kind: they are wanted whatever their date. */
  readonly chosen: ReadonlySet<string>;
  readonly planned: PlannedSoFar;
  readonly references: References;
}

/** A planned write, before it has a place in a plan. */
export interface DraftChange {
  id: string;
  /** Which flow applies it; the planning flow when absent. */
  flow?: string;
  side: "hub" | "ledger" | "link";
  operation: ChangeRow["operation"];
  recordId: string | null;
  ledgerKind: LedgerKind;
  ledgerId: string | null;
  label: string;
  fields: FieldDifference[];
  /** Towards the ledger a `LedgerWrite`; towards the hub whatever the flow needs to apply it. */
  write: Record<string, unknown> | null;
  candidates?: MatchCandidate[];
  baseVersion: number | null;
  baseToken: string | null;
  dependsOn?: string | null;
  state: "planned" | "ask" | "blocked";
  reason?: string | null;
}

/** What keeps a record from being planned, for a person to decide. */
export interface DraftProblem {
  kind: ProblemKind;
  causeKey: string;
  facts: ProblemFacts;
}

/** What planning one record came to. Nothing at all means that both sides agree. */
export interface RecordPlan {
  recordId: string | null;
  label: string;
  amount?: string | null;
  currency?: string | null;
  changes?: DraftChange[];
  problems?: DraftProblem[];
  /** Cause of an open question of the other side that still holds this record. */
  standing?: string;
  /** What the link remembers from now on, where both sides stand as they are and nothing travels. */
  agreement?: Agreement;
  /** The ledger has the record no more, nor is it meant to be there: the link ends. */
  endsLink?: true;
  /** The state the record shows when nothing of it is planned. */
  state?: { state: RecordSyncState; reason: string | null };
}

/** Where a flow finds what to plan: records that changed here, or records that moved in the ledger. */
export type FlowSource = { from: "hub"; kind: RecordKind } | { from: "ledger"; kind: LedgerKind };

/** One record as it was written to the ledger and accepted. */
export interface SettledWrite {
  change: Pick<ChangeRow, "id" | "flow" | "kind" | "recordId" | "ledgerKind" | "operation" | "label" | "fields" | "write">;
  ledgerId: string;
  /** The record as the ledger answered it; null after a delete. */
  record: LedgerRecord | null;
}

/** What a link remembers about an agreement. */
export interface Agreement {
  agreed: Record<string, unknown>;
  hubAgreed: Record<string, unknown>;
}

/** How writes of a flow are agreed and kept on our side. Runs in the transaction that settles the calls. */
export interface FlowSettlement {
  /** What both sides agree on now, per written record; absent entries keep what they have. */
  agreements(session: FirmSession, connectionId: string, settled: readonly SettledWrite[]): Promise<ReadonlyMap<string, Agreement>>;
  /** Anything else that follows on our side. */
  after?(session: FirmSession, connectionId: string, settled: readonly SettledWrite[], by: { actor: string }): Promise<void>;
}

/** The rules of one kind of record in one direction, as a flow file states them. */
interface FlowRules<Row, References> extends FlowParts {
  /** Facts shared by all records of the flow, read once a plan. */
  references(session: FirmSession, connectionId: string, facts: Omit<PlanFacts, "references">): Promise<References>;
  /** Everything the planner needs about these records, in a few set-based reads. */
  load(session: FirmSession, connectionId: string, ids: readonly string[], facts: PlanFacts<References>): Promise<Row[]>;
  /** Pure: what one record comes to; null when both sides agree. */
  plan(row: Row, facts: PlanFacts<References>): RecordPlan | null;
}

interface FlowParts {
  name: string;
  /** The kind of record the changes are about. */
  kind: RecordKind;
  ledgerKind: LedgerKind;
  source: FlowSource;
  isOn(settings: ConnectionSettings): boolean;
  /** How a lost write of this flow is found again. */
  marker?(write: LedgerWrite): LedgerMarker | null;
  /** Whether a record found by the marker is what was written. */
  isSame?(write: LedgerWrite, record: LedgerRecord): boolean;
  /** Besides records with a write on its way: sources that wait, because whose they are depends on a write in doubt. They stay on the list. */
  waiting?(session: FirmSession, connectionId: string): Promise<string[]>;
  /** What follows on our side for records that were looked at, whatever came of it. */
  looked?(session: FirmSession, connectionId: string, recordIds: readonly string[]): Promise<void>;
  settlement?: FlowSettlement;
  /** Carries out changes on our own side and links, in one transaction. Returns those that could not be, with the reason. */
  applyHere?(session: FirmSession, connectionId: string, changes: readonly ChangeRow[], by: { actor: string; homeCurrency: string; policies: ConnectionSettings["policies"] }): Promise<readonly ChangeOutcome[] | void>;
}

/** Plans a chunk of records of one flow. */
export type ChunkPlanner = (session: FirmSession, ids: readonly string[]) => Promise<RecordPlan[]>;

/** A flow as the engine runs it. */
export interface Flow extends FlowParts {
  openPlanner(session: FirmSession, connectionId: string, facts: Omit<PlanFacts<unknown>, "references">): Promise<ChunkPlanner>;
}

/** Makes a flow of its rules; what its rows look like stays its own business. */
export function defineFlow<Row, References>({ references, load, plan, ...parts }: FlowRules<Row, References>): Flow {
  return {
    ...parts,
    async openPlanner(session, connectionId, shared) {
      const facts: PlanFacts<References> = { ...shared, references: await references(session, connectionId, shared) };
      return async (inChunk, ids) => (await load(inChunk, connectionId, ids, facts)).flatMap((row) => plan(row, facts) ?? []);
    },
  };
}
