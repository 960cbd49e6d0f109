import { writtenNumber, writtenTime, type ProblemKind } from "@tieout/domain";
import { foundByRun, heldElsewhere, waitingRecords, type FirmSession, type FoundByRun, type HeldElsewhere } from "@tieout/store";
import { taxProblems } from "./proof-problems.js";
import { recordNouns } from "./record-nouns.js";
import type { RunContext } from "./run-context.js";

/** What is true of the connection when a run ends, beyond what the run did: without it nobody may say that both sides agree. */
export interface Besides {
  /** What the run found and opened as problems, in words. */
  found: readonly string[];
  /** What other runs still have to send, in words. */
  elsewhere: readonly string[];
  /** What stands in the way of saying that both sides agree, whoever found it; null when nothing does. */
  stands: string | null;
}

export const nothingBesides: Besides = { found: [], elsewhere: [], stands: null };

/** Problems that say: what both sides had agreed on, or one of them was told, is not what the other has. */
const differing: readonly ProblemKind[] = ["changed-in-ledger", "voided-in-ledger", "record-gone", "record-merged", "clients-merged", "both-sides-changed", "subtotal-differs", "time-differs", ...taxProblems];

/** Reads it, in the transaction that ends the run. */
export async function readBesides(session: FirmSession, run: Pick<RunContext, "connectionId" | "firm">, runId: string): Promise<Besides> {
  const found = await foundByRun(session, run.connectionId, runId, differing);
  const held = await heldElsewhere(session, run.connectionId, runId);
  const waiting = await waitingRecords(session, run.connectionId);
  return { found: foundWords(found), elsewhere: held.map((records) => heldWords(records, run.firm.timeZone)), stands: standsWords(found, waiting.reduce((total, { count }) => total + count, 0)) };
}

/** "6 invoices differ in QuickBooks", "2 more problems", "1 new notice". */
export function foundWords({ differing: records, problems, notices }: Pick<FoundByRun, "differing" | "problems" | "notices">): string[] {
  return [
    ...records.map(({ kind, records: n }) => `${counted(n, recordNouns[kind])} ${n === 1 ? "differs" : "differ"} in QuickBooks`),
    ...(problems > 0 ? [counted(problems, records.length > 0 ? ["more problem", "more problems"] : ["new problem", "new problems"])] : []),
    ...(notices > 0 ? [counted(notices, ["new notice", "new notices"])] : []),
  ];
}

/** The weightiest of what stands open: a problem, a record held back, one that was not sent yet or whose answer is awaited. */
export function standsWords({ open, warnings, held }: Pick<FoundByRun, "open" | "warnings" | "held">, waiting: number): string | null {
  const standing = [...(open > 0 ? [counted(open, ["problem", "problems"])] : []), ...(warnings > 0 ? [counted(warnings, ["notice", "notices"])] : [])];
  if (standing.length > 0) return `${standing.join(" and ")} ${open + warnings === 1 ? "is" : "are"} open: see Problems`;
  if (held > 0) return `${counted(held, ["record is", "records are"])} held back`;
  return waiting > 0 ? `${counted(waiting, ["record waits", "records wait"])} to be sent or for an answer` : null;
}

/** "1 invoice waits for QuickBooks until 4:05 AM", by the firm's clock. */
function heldWords({ runNumber, runState, waitingUntil, kind, records }: HeldElsewhere, timeZone: string): string {
  const what = counted(records, recordNouns[kind]);
  const [waits, goes] = records === 1 ? ["waits", "goes"] : ["wait", "go"];
  if (runState === "awaiting-approval") return `${what} ${waits} for the approval of run ${runNumber}`;
  if (runState !== "waiting") return `${what} ${goes} on now, with run ${runNumber}`;
  return `${what} ${waits} for QuickBooks${waitingUntil === null ? "" : ` until ${writtenTime(new Date(waitingUntil), timeZone)}`}`;
}

function counted(n: number, [one, many]: readonly [one: string, many: string]): string {
  return `${writtenNumber(n)} ${n === 1 ? one : many}`;
}
