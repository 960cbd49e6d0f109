import { judgeUndo, newId, type LedgerWrite, type PastChange, type RecordKind, type UndoItem, type UndoStep, type UndoWorld } from "@tieout/domain";
import { appliedChanges, busyRecords, insertChanges, insertPlan, recordLinks, type AppliedChange, type ChangeOperation, type ChangeRow, type FirmSession, type UndoScope } from "@tieout/store";
import { listPulls } from "../flows/index.js";
import { undoRecords, unknownRecord, type UndoRecord } from "../resolve/undo-worlds.js";
import { writeOfUndo } from "../resolve/undo-writes.js";
import { read, underLease, type RunContext } from "./run-context.js";
import type { SenseOrder } from "./sense.js";

/** Documents first: a client they stand on can only be taken back after them. */
const order: readonly RecordKind[] = ["time-entry", "invoice", "site", "staff-member", "client"];

/** An undo speaks of how things are: the feed, the closing date, and the time it is about, which the feed does not tell of. */
export async function undoSenseOrder(run: RunContext): Promise<SenseOrder> {
  const singles = await read(run, async (session) => {
    const time = (await appliedChanges(session, run.connectionId, scopeOf(run))).flatMap(({ kind, recordId }) => (kind === "time-entry" && recordId !== null ? [recordId] : []));
    return (await recordLinks(session, run.connectionId, "time-entry", [...new Set(time)])).map(({ ledgerId }) => ({ kind: "time-activity" as const, ledgerId }));
  });
  const kinds = ["customer", ...listPulls.map((pull) => pull.kind), "invoice"] as const;
  return { kinds, movedKinds: [...kinds, "time-activity"], feed: "always", company: "now", sweeps: [], singles, forwardOnly: ["invoice"] };
}

function scopeOf({ scope }: RunContext): UndoScope {
  if (!scope.undo) throw new Error("This undo names nothing to take back.");
  return scope.undo;
}

/**
 * Stores the plan that takes back what was applied, record by record: writes that are planned as any other, and, never applied, what needs a
 * document of a person's own and what cannot be taken back, with the reason. One transaction: a plan is whole or not there.
 */
export async function planUndo(run: RunContext): Promise<string> {
  const { connectionId, runId } = run;
  if (runId === null) throw new Error("An undo is asked for, so it has a run.");
  return underLease(run, async (session) => {
    const undoOf = scopeOf(run);
    const planId = newId();
    await insertPlan(session, { id: planId, connectionId, runId, kind: "undo", undoOf });
    const rows = await undoRows(session, run, await appliedChanges(session, connectionId, undoOf));
    const changes = rows.map((row, seq): ChangeRow => ({ ...row, planId, runId, seq }));
    for (let from = 0; from < changes.length; from += run.config.chunkSize) await insertChanges(session, connectionId, changes.slice(from, from + run.config.chunkSize));
    return planId;
  });
}

type UndoRow = Omit<ChangeRow, "planId" | "runId" | "seq">;

async function undoRows(session: FirmSession, run: RunContext, changes: readonly AppliedChange[]): Promise<UndoRow[]> {
  const rows: UndoRow[] = [];
  const takenBack = new Map<string, UndoRow>();
  const facts = { closedThrough: run.company.closedThrough, isTakenBack: (kind: string, ledgerId: string) => takenBack.has(`${kind} ${ledgerId}`) };
  for (const kind of order) {
    const histories = Map.groupBy(changes.filter((change) => change.kind === kind), (change) => change.recordId ?? `${change.ledgerKind} ${change.ledgerId}`);
    const named = new Map([...histories].flatMap(([id, history]): [string, AppliedChange][] => (history[0]?.recordId === id ? [[id, lastOf(history)]] : [])));
    const records = await undoRecords(session, run.connectionId, kind, named, facts);
    const busy = new Set(await busyRecords(session, run.connectionId, kind));
    for (const [id, history] of histories) {
      const record = records.get(id) ?? unknownRecord(history[0]?.recordId === null ? "list-entry" : kind);
      const items: UndoItem[] = busy.has(id) ? [{ verdict: "impossible", reason: "An answer about it was lost and is being looked up. Try again when that is settled." }] : judgeUndo(history as readonly PastChange[], record.world);
      const of = rowsOf(items, history, record, documentsBefore(record, takenBack));
      rows.push(...of);
      for (const row of of) if (row.verdict === "revert" && row.side === "ledger" && (row.operation === "void" || row.operation === "delete")) takenBack.set(`${row.ledgerKind} ${row.ledgerId}`, row);
    }
  }
  return rows;
}

/** The last of the documents this undo takes from under a client: the client goes after it. */
function documentsBefore({ pair, world }: UndoRecord, takenBack: ReadonlyMap<string, UndoRow>): string | null {
  if (world.kind !== "client" || !pair?.link) return null;
  const { ledgerId } = pair.link;
  return [...takenBack.values()].findLast(({ write }) => (write?.["document"] as { customerId?: string } | undefined)?.customerId === ledgerId)?.id ?? null;
}

function rowsOf(items: readonly UndoItem[], history: readonly AppliedChange[], record: UndoRecord, after: string | null): UndoRow[] {
  const last = lastOf(history);
  const rows: UndoRow[] = [];
  for (const item of items) {
    const base = {
      id: newId(), kind: last.kind, recordId: last.recordId, ledgerKind: last.ledgerKind, ledgerId: last.ledgerId, label: labelOf(record) ?? last.label, candidates: [], decision: null,
      undoes: history.map(({ id }) => id), verdict: item.verdict,
    };
    if (item.verdict !== "revert") {
      const fields = item.verdict === "compensate" ? [...item.fields] : [...last.fields];
      rows.push({ ...base, flow: withdrawFlow(record.world.kind), side: last.side, operation: last.operation, fields, write: null, baseVersion: null, baseToken: null, dependsOn: null, state: "skipped", reason: item.reason });
      continue;
    }
    const { step, note } = item;
    // Who comes after another change of the same record is locked by that one.
    const before = rows.findLast(({ verdict }) => verdict === "revert")?.id ?? null;
    const earlier = rows.findLast(({ verdict, side }) => verdict === "revert" && side === "ledger")?.write ?? null;
    const lock = before === null ? { baseVersion: record.version, baseToken: step.side === "ledger" ? record.token : null } : { baseVersion: null, baseToken: null };
    rows.push({
      ...base, ...lock, flow: flowOf(record.world.kind, step), side: step.side, operation: operationOf(step), fields: [...step.fields], write: writeOfUndo(step, record, earlier as LedgerWrite | null) as UndoRow["write"],
      dependsOn: before ?? (step.operation === "deactivate" && step.side === "ledger" ? after : null), state: "planned", reason: note,
    });
  }
  return rows;
}

/** An invoice has a number by now, which it may not have had when it was sent. */
function labelOf({ invoice }: UndoRecord): string | null {
  return invoice?.number ? `${invoice.number}, ${invoice.client.displayName}` : null;
}

function lastOf(history: readonly AppliedChange[]): AppliedChange {
  const last = history.at(-1);
  if (!last) throw new Error("A history has at least one change.");
  return last;
}

/** Which flow carries a step out: fields of a client go back, everything else is taken back and left out, or let in again. */
function flowOf(kind: UndoWorld["kind"], { leavesOut, fields }: UndoStep): string {
  const isRestored = kind === "client" && !leavesOut && !fields.some(({ path }) => path === "isSetAside");
  return isRestored ? "client.restore" : withdrawFlow(kind);
}

function withdrawFlow(kind: UndoWorld["kind"]): string {
  return `${kind}.withdraw`;
}

function operationOf({ operation }: UndoStep): ChangeOperation {
  return operation === "reactivate" ? "update" : operation;
}
