import type { JournalEntry } from "@tieout/quickbooks-emulator";
import { ofRealm, type Evidence } from "./evidence.js";
import type { Invariant, Violation } from "./violation.js";

/** INV-11: never above Intuit's limits (10 calls a second, 500 and 40 batches a minute, 30 items a batch), and at rest the change feed is asked once an hour at most. */
export const manners: Invariant = (evidence) => {
  const entries = ofRealm(evidence).filter((entry) => entry.operation !== "token");
  return [...longBatches(entries), ...(evidence.isThrottled ? rushes(entries) : []), ...feedAtRest(evidence, entries)];
};

const rude = (what: string, entry: JournalEntry): Violation => ({ invariant: "INV-11", what, documents: [`journal entry ${entry.seq}`] });

function longBatches(entries: readonly JournalEntry[]): Violation[] {
  return entries.flatMap((entry) => ((entry.items ?? 0) > 30 ? [rude(`A batch had ${entry.items} items.`, entry)] : []));
}

function rushes(entries: readonly JournalEntry[]): Violation[] {
  return [
    ...above(entries, 10, 1_000, "calls within a second"),
    ...above(entries, 500, 60_000, "calls within a minute"),
    ...above(entries.filter(({ operation }) => operation === "batch"), 40, 60_000, "batches within a minute"),
  ];
}

/** The first moment at which more than `most` entries fall into one window. */
function above(entries: readonly JournalEntry[], most: number, windowMs: number, what: string): Violation[] {
  const times = entries.map((entry) => ({ entry, at: Date.parse(entry.at) })).toSorted((a, b) => a.at - b.at);
  const over = times.find(({ at }, index) => index >= most && at - (times[index - most]?.at ?? 0) < windowMs);
  return over ? [rude(`More than ${most} ${what}.`, over.entry)] : [];
}

/** A person who presses "Sync" gets the newest; nobody else asks that often. */
function feedAtRest({ hub, restFrom }: Evidence, entries: readonly JournalEntry[]): Violation[] {
  if (restFrom === null) return [];
  const wanted = new Set(hub.runs.flatMap((run) => (run.trigger === "user" || run.trigger === "api" ? [run.id] : [])));
  const traces = new Set(hub.calls.flatMap((call) => (call.run_id !== null && wanted.has(call.run_id) ? [call.trace_id] : [])));
  const asked = entries.filter((entry) => entry.seq > restFrom && entry.operation === "cdc" && entry.status === 200 && !traces.has(entry.intuitTid));
  return above(asked, 1, 3_600_000, "looks at the change feed within an hour at rest");
}
