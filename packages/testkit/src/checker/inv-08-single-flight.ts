import type { Evidence, Flight } from "./evidence.js";
import { changesOf, groupBy, nameOf, writesByRequest } from "./hub-lookups.js";
import type { Invariant, Violation } from "./violation.js";

/** INV-8: never two refreshes of one connection in flight, never two processes writing for it, never two writes about one record. */
export const singleFlight: Invariant = (evidence) => [...overlaps(evidence), ...fences(evidence)];

function overlaps(evidence: Evidence): Violation[] {
  const calls = writesByRequest(evidence);
  const recordsOf = (flight: Flight) => {
    const call = calls.get(flight.what);
    return new Set(call ? changesOf(evidence, call).map((change) => nameOf(change.kind, change.record_id)) : []);
  };
  const flights = evidence.flights.toSorted((a, b) => a.from - b.from);
  return flights.flatMap((first, index) => {
    const together: Violation[] = [];
    for (const second of flights.slice(index + 1)) {
      if (second.from >= first.until) break;
      const documents = [...recordsOf(first)].filter((name) => recordsOf(second).has(name));
      const isRefresh = first.what === "refresh" && second.what === "refresh";
      const isWrite = first.what !== "refresh" && second.what !== "refresh";
      const what = isRefresh ? "Two refreshes were in flight at once." : isWrite && first.by !== second.by ? "Two processes wrote for one connection at once." : documents.length > 0 ? "Two writes about one record were in flight at once." : null;
      if (what) together.push({ invariant: "INV-8", what, documents: [...documents, `${first.by}: ${first.what}`, `${second.by}: ${second.what}`] });
    }
    return together;
  });
}

/** The fence of a run goes up with every process that takes it over: one that was passed never sends again, and no two share one. */
function fences({ hub }: Evidence): Violation[] {
  const sent = hub.calls.filter((call) => call.request_id !== null && call.sent_at !== null && call.leased_by !== null && call.state !== "unknown");
  return [...groupBy(sent, (call) => call.run_id)].flatMap(([runId, calls]): Violation[] => {
    const shared = [...groupBy(calls, (call) => call.fence)].flatMap(([fence, group]) => (new Set(group.map((call) => call.leased_by)).size > 1 ? [fence] : []));
    return shared.length === 0 ? [] : [{ invariant: "INV-8", what: "Two processes sent under one fence.", documents: [`run ${runId}`, ...shared.map((fence) => `fence ${fence}`)] }];
  });
}
