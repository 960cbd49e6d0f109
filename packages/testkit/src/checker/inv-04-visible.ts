import { isWrite, ofRealm, type Evidence } from "./evidence.js";
import { changesOf, groupBy, isAccountedFor, nameOf, writesByRequest } from "./hub-lookups.js";
import type { Invariant, Violation } from "./violation.js";

/** INV-4: whatever went wrong is written down where a person finds it: the call that failed, the problem that came of it, the run that says so. */
export const visible: Invariant = (evidence) => [...unseenWrites(evidence), ...unkeptTries(evidence), ...unseenReads(evidence), ...silentRefusals(evidence), ...wordsWithoutProblem(evidence), ...problemsWithoutCause(evidence), ...silentRuns(evidence)];

const unseen = (what: string, ...documents: string[]): Violation => ({ invariant: "INV-4", what, documents });

/** A write that got no good answer: its call says refused, in doubt, or how it was taken up again. */
function unseenWrites(evidence: Evidence): Violation[] {
  const calls = writesByRequest(evidence);
  return ofRealm(evidence).flatMap((entry) => {
    // An expired access token is refreshed and the same request repeated; only then the call is over.
    if (!isWrite(entry) || entry.status === 200 || entry.status === 401 || entry.requestid === undefined) return [];
    const call = calls.get(entry.requestid);
    const isAdopted = call?.state === "ok" && call.http_status === null;
    const isSeen = call !== undefined && (call.state !== "ok" || call.attempts > 1 || isAdopted);
    return isSeen ? [] : [unseen(`A write that was answered ${entry.status || "not at all"} counts as done.`, `request ${entry.requestid}`)];
  });
}

/**
 * Every time a write arrived is a line of its call, with QuickBooks' id for it wherever a process lived to write it down. One it did not hear stands there
 * without. A process that ended while it had the call leaves one line without a status: the write it may have sent again, after a refusal for an expired
 * access token, has no line of its own. What a process heard that died before it could write it down, nobody can know.
 */
function unkeptTries(evidence: Evidence): Violation[] {
  const tries = groupBy(evidence.hub.tries, ({ call_id }) => call_id);
  const arrived = groupBy(ofRealm(evidence).filter((entry) => isWrite(entry) && entry.requestid !== undefined), (entry) => entry.requestid ?? null);
  return [...writesByRequest(evidence)].flatMap(([request, call]) => {
    const kept = tries.get(call.id) ?? [];
    const nameless = kept.filter(({ trace_id }) => trace_id === null).length;
    const unnamed = (arrived.get(request) ?? []).filter(({ intuitTid }) => !kept.some(({ trace_id }) => trace_id === intuitTid));
    const ended = kept.filter(({ http_status }) => http_status === null).length;
    const refreshed = Math.min(ended, unnamed.filter(({ status }) => status === 401).length);
    return unnamed.length > nameless + refreshed ? [unseen(`A write arrived ${arrived.get(request)?.length} times, and ${kept.length} tries of it are kept.`, `request ${request}`, ...unnamed.map(({ intuitTid }) => `trace ${intuitTid}`))] : [];
  });
}

/**
 * A read that failed is among the calls that are kept, of a run or of none. An expired access token is no failure: it is refreshed, and the
 * read repeated. What a process heard that died before it could write it down, nobody can know.
 */
function unseenReads(evidence: Evidence): Violation[] {
  const reads = evidence.hub.calls.filter((call) => call.request_id === null);
  const traces = new Set(reads.map((call) => call.trace_id));
  const dropped = reads.filter((call) => call.http_status === 0).length;
  const failed = ofRealm(evidence).filter((entry) => !isWrite(entry) && entry.operation !== undefined && entry.status !== 200 && entry.status !== 401 && !evidence.deaths.some(({ after, until }) => entry.seq > after && entry.seq <= until));
  const nameless = failed.filter((entry) => entry.status === 0).length;
  return [
    ...failed.flatMap((entry) => (entry.status === 0 || traces.has(entry.intuitTid) ? [] : [unseen(`A read that was answered ${entry.status} is not among the calls.`, `trace ${entry.intuitTid}`)])),
    ...(nameless > dropped ? [unseen(`${nameless} reads got no answer, and ${dropped} are among the calls.`)] : []),
  ];
}

/** A refused change of a record is or was a problem of that record. */
function silentRefusals(evidence: Evidence): Violation[] {
  return evidence.hub.calls.flatMap((call) => {
    if (call.request_id === null || call.state !== "refused") return [];
    return changesOf(evidence, call).flatMap((change) => {
      if (change.state !== "refused" || change.record_id === null) return [];
      const isTold = evidence.hub.problems.some((problem) => problem.records.some((record) => record.kind === change.kind && record.record_id === change.record_id));
      return isTold ? [] : [unseen("QuickBooks refused a record, and no problem tells of it.", nameOf(change.kind, change.record_id), `request ${call.request_id}`)];
    });
  });
}

/** A record that shows blocked or failed can be explained; one that is being looked up has a call in doubt. */
function wordsWithoutProblem(evidence: Evidence): Violation[] {
  const inDoubt = new Set(evidence.hub.calls.filter((call) => ["pending", "sending", "unknown"].includes(call.state)).flatMap((call) => changesOf(evidence, call).map((change) => nameOf(change.kind, change.record_id))));
  return evidence.hub.shown.flatMap(({ kind, record_id, state }) => {
    const name = nameOf(kind, record_id);
    if ((state === "blocked" || state === "failed") && !isAccountedFor(evidence, kind, record_id)) return [unseen(`A record shows ${state}, and there is no problem.`, name)];
    if (state === "checking" && !inDoubt.has(name)) return [unseen("A record is said to be looked up, and nothing of it is in doubt.", name)];
    return [];
  });
}

/** An open problem holds a record, is about the connection or an error of ours, or says of a service what is so in QuickBooks. */
function problemsWithoutCause(evidence: Evidence): Violation[] {
  return evidence.hub.problems.flatMap((problem) => {
    const holds = /^(connection|work-failed):/.test(problem.cause_key) || problem.records.some((record) => !record.is_released) || isTrueOfService(evidence, problem);
    return problem.state !== "open" || holds ? [] : [unseen(`A problem of kind ${problem.kind} holds nothing.`, `problem ${problem.id}`)];
  });
}

/** A service that codes are mapped to is switched off, or is called as the notice says. */
function isTrueOfService({ ledger }: Evidence, { cause_key, facts }: Evidence["hub"]["problems"][number]): boolean {
  const [, cause, id] = /^(item-inactive|default-item-inactive|renamed:item):(.+)$/.exec(cause_key) ?? [];
  if (id === undefined) return false;
  const service = ledger.Item.find((item) => item["Id"] === id);
  // QuickBooks writes "(deleted)" behind the name of what is switched off.
  return cause !== "renamed:item" ? service === undefined || service["Active"] === false : String(service?.["Name"]).replace(/ \(deleted.*\)$/, "") === facts["name"];
}

/** A run that calls itself a success left nothing behind, and one that failed says why. */
function silentRuns({ hub }: Evidence): Violation[] {
  return hub.runs.flatMap((run) => {
    const left = hub.changes.filter((change) => change.run_id === run.id && ["refused", "blocked", "checking", "ask"].includes(change.state));
    if (run.state === "succeeded" && left.length > 0) return [unseen(`Run ${run.number} succeeded with ${left.length} changes that did not go through.`, ...left.map((change) => nameOf(change.kind, change.record_id)))];
    return run.state === "failed" && run.failure === null && left.length === 0 ? [unseen(`Run ${run.number} failed and does not say why.`)] : [];
  });
}
