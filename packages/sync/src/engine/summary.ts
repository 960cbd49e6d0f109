import { describeProblem, writtenNumber, type RecordKind, type UndoVerdict } from "@tieout/domain";
import type { ChangeOperation, ChangeSide, ChangeState, HeldCauses } from "@tieout/store";
import type { Besides } from "./besides.js";
import { noCounts } from "./progress.js";
import { recordNouns } from "./record-nouns.js";
import type { RunCounts, RunState } from "./engine-types.js";

export interface CountedChange {
  kind: RecordKind;
  side: ChangeSide;
  operation: ChangeOperation;
  state: ChangeState;
  verdict?: UndoVerdict | null;
  n: number;
}

const applied: Record<ChangeOperation, "created" | "updated" | "linked" | "removed"> = {
  create: "created", update: "updated", link: "linked", unlink: "removed", deactivate: "updated", delete: "removed", void: "removed",
};

/** A run's counters, from what became of its changes. */
export function countsOf(changes: readonly CountedChange[], unchanged: number): RunCounts {
  const counts: RunCounts = { ...noCounts, unchanged };
  for (const { state, operation, n } of changes) {
    if (state === "applied") counts[applied[operation]] += n;
    else if (state === "ask") counts.asked += n;
    else if (state === "blocked") counts.blocked += n;
    else if (state === "refused") counts.refused += n;
    else if (state === "checking" || state === "sending") counts.checking += n;
    else if (state === "skipped" || state === "moved") counts.skipped += n;
  }
  return counts;
}

/** One failed record of a thousand is partial; failed is a run that refused and did nothing. */
export function finalState(counts: RunCounts): RunState {
  const done = counts.created + counts.updated + counts.linked + counts.removed;
  const held = counts.asked + counts.blocked + counts.refused + counts.checking;
  if (held === 0) return "succeeded";
  return counts.refused > 0 && done === 0 && counts.refused === held ? "failed" : "partial";
}

const verbs: readonly { side: ChangeSide | null; operation: ChangeOperation; say: (what: string) => string }[] = [
  { side: "ledger", operation: "create", say: (what) => `sent ${what}` },
  { side: "hub", operation: "create", say: (what) => `imported ${what}` },
  { side: "link", operation: "link", say: (what) => `linked ${what}` },
  { side: "ledger", operation: "update", say: (what) => `updated ${what} in QuickBooks` },
  { side: "hub", operation: "update", say: (what) => `updated ${what} here` },
  { side: "ledger", operation: "deactivate", say: (what) => `made ${what} inactive in QuickBooks` },
  { side: "ledger", operation: "delete", say: (what) => `deleted ${what} in QuickBooks` },
  { side: "hub", operation: "deactivate", say: (what) => `made ${what} inactive here` },
  { side: "ledger", operation: "void", say: (what) => `voided ${what} in QuickBooks` },
];

/**
 * What a run did, in one sentence: "Sent 996 invoices, 4 held: TAX-ADV has no QuickBooks service." Of several causes the commonest is named.
 * What else stands is said after it; that both sides agree is said only where nothing does.
 */
export function summarize(changes: readonly CountedChange[], counts: RunCounts, held: HeldCauses | null, isCancelled: boolean, { found, elsewhere, stands }: Besides): string {
  const parts = [...deedsOf(changes), ...heldOf(counts, held)];
  if (isCancelled) parts.push("cancelled before the rest");
  const opened = found.length > 0 ? [`${found.join(", ")}: see Problems`] : [];
  if (parts.length + opened.length > 0) return [parts.length > 0 ? parts : ["Nothing was sent"], opened, elsewhere].flatMap((said) => (said.length > 0 ? [sentence(said)] : [])).join(" ");
  if (elsewhere.length > 0) return sentence([`Nothing new to do: ${elsewhere.join(", ")}`]);
  return stands === null ? "Nothing to do: both sides agree." : `Nothing new to do. ${sentence([stands])}`;
}

function sentence(parts: readonly string[]): string {
  const text = capitalized(parts.join(", "));
  return `${text}${text.endsWith(".") || text.endsWith("?") ? "" : "."}`;
}

/** The same while it is still at it: "So far: linked 12 clients, sent 40 invoices." Null before anything is done. */
export function summarizeSoFar(changes: readonly CountedChange[], counts: RunCounts): string | null {
  const parts = [...deedsOf(changes), ...heldOf(counts, null)];
  return parts.length === 0 ? null : `So far: ${parts.join(", ")}.`;
}

function deedsOf(changes: readonly CountedChange[]): string[] {
  return verbs.flatMap(({ side, operation, say }) =>
    (Object.keys(recordNouns) as RecordKind[]).flatMap((kind) => {
      const n = sum(changes.filter((change) => change.state === "applied" && change.side === side && change.operation === operation && change.kind === kind));
      return n === 0 ? [] : [say(`${writtenNumber(n)} ${recordNouns[kind][n === 1 ? 0 : 1]}`)];
    }),
  );
}

function heldOf(counts: RunCounts, why: HeldCauses | null): string[] {
  const held = why?.records ?? counts.asked + counts.blocked + counts.refused;
  return [...(held > 0 ? [`${writtenNumber(held)} held${why ? causesOf(why) : ""}`] : []), ...(counts.checking > 0 ? [`${writtenNumber(counts.checking)} being checked`] : [])];
}

function causesOf({ causes, commonest }: HeldCauses): string {
  if (!commonest) return "";
  const { title } = describeProblem(commonest.kind, commonest.facts);
  return causes === 1 ? `: ${title}` : ` for ${writtenNumber(causes)} causes, most often: ${title}`;
}

function capitalized(text: string): string {
  return `${text[0]?.toUpperCase()}${text.slice(1)}`;
}

/** What an open plan waits for, in one sentence. */
export function summarizePlan(changes: readonly CountedChange[]): string {
  if (changes.some(({ verdict }) => verdict)) return summarizeUndo(changes);
  const planned = sum(changes.filter((change) => change.state === "planned"));
  const asked = sum(changes.filter((change) => change.state === "ask"));
  const blocked = sum(changes.filter((change) => change.state === "blocked"));
  const parts = [planned === 1 ? "1 change waits for your approval" : `${writtenNumber(planned)} changes wait for your approval`, ...(asked > 0 ? [`${writtenNumber(asked)} to decide`] : []), ...(blocked > 0 ? [`${writtenNumber(blocked)} held`] : [])];
  return `${parts.join(", ")}.`;
}

/** The same of an undo: what goes back, what takes a document of one's own, and what stays. */
function summarizeUndo(changes: readonly CountedChange[]): string {
  const of = (verdict: UndoVerdict) => sum(changes.filter((change) => change.verdict === verdict));
  const [back, own, stays] = [of("revert"), of("compensate"), of("impossible")];
  const parts = [...(back > 0 ? [`${writtenNumber(back)} to take back`] : []), ...(own > 0 ? [`${writtenNumber(own)} that ${own === 1 ? "needs" : "need"} something of your own`] : []), ...(stays > 0 ? [`${writtenNumber(stays)} that cannot be taken back`] : [])];
  return `${back > 0 ? "Waits for approval" : "Nothing can be taken back by itself"}: ${parts.join(", ")}.`;
}

function sum(changes: readonly CountedChange[]): number {
  return changes.reduce((total, change) => total + change.n, 0);
}
