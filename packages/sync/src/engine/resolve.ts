import { connectionSettings, HubError, newId, remediesOf, type ConnectionSettings, type RecordKind } from "@tieout/domain";
import { closeProblems, insertRecordEvents, markAnswered, markDirty, openProblems, patchConnection, recordLinks, releaseFromProblems, setInvoiceStatus, setRecordsAside, skipChangesOf, takeBackIn, wakeDocumentsOfClients, wakeRecordsOfCauses, type ConnectionRow, type FirmSession, type OpenProblem } from "@tieout/store";
import { remedies } from "../remedies/index.js";
import type { RemedyContext, RemedyOutcome } from "../remedies/remedy.js";
import { goingOn, mappingProblems } from "./going-on.js";
import type { Engine, RecordKey, ResolveProblemInput, ResolveProblemResult, WorkKind, WorkScope } from "./engine-types.js";
import { readCompany, withLedger, type OutsideRuns } from "./outside-runs.js";
import { isAboutMapping, settleMappingHealth } from "./mapping-health.js";
import { keptWhenPlanned } from "./proof-problems.js";
import { proveInvoices } from "./prove.js";
import { existingConnection, inDecision, mayWork, queueWork, triggerOf, workOf, type QueueDeps } from "./requests.js";

export type ResolveDeps = QueueDeps & OutsideRuns;

/** What people do about problems, and about records they leave out. */
export function createResolving(deps: ResolveDeps): Pick<Engine, "resolve" | "mappingChanged" | "setAside" | "includeAgain"> {
  return {
    async resolve(input) {
      const problems = await deps.store.withFirm(input.firmId, (session) => openProblems(session, { problemId: input.problemId, causeKeys: input.causeKey === undefined ? undefined : [input.causeKey] }));
      if (problems.length === 0) throw new HubError("NOT_FOUND", "This problem is solved already.");
      const results: ResolveProblemResult[] = [];
      for (const problem of problems) results.push(await resolveOne(deps, input, problem));
      return { resolved: results.flatMap((result) => result.resolved), released: sum(results, "released"), stillHeld: sum(results, "stillHeld"), heldBy: [...new Set(results.flatMap((result) => result.heldBy))], setAside: results.flatMap((result) => result.setAside), runId: results.at(-1)?.runId ?? null };
    },

    async mappingChanged({ firmId, connectionId, actor, trigger, sources, isSending = true }) {
      return inDecision(deps.store, firmId, async (session) => {
        const problems = await openProblems(session, { connectionId, kinds: mappingProblems });
        const asked = sources === undefined ? problems : problems.filter(({ facts }) => sources.some(({ kind, id }) => facts["sourceKind"] === kind && facts["sourceId"] === id));
        const woken = await wakeRecordsOfCauses(session, connectionId, problems.map(({ causeKey }) => causeKey));
        const connection = await existingConnection(session, connectionId);
        const result = { resolved: await settleMappingHealth(session, connectionId), setAside: [], ...(await goingOn(session, connection, asked.flatMap((problem) => problem.records))) };
        if (!isSending || woken === 0 || !(await mayWork(session, connection))) return { ...result, runId: null };
        const { runId } = await queueWork(session, deps, { connectionId, trigger: trigger ?? triggerOf(actor), requestedBy: actor.name, slot: newId(), runId: null, ...shareOf(connection, problems.flatMap((problem) => problem.records)) });
        return { ...result, runId };
      });
    },

    async setAside({ firmId, connectionId, records, reason, actor }) {
      await inDecision(deps.store, firmId, async (session) => {
        await setRecordsAside(session, connectionId, records, { actor: actor.name, reason, state: "set-aside" });
        await skipChangesOf(session, connectionId, records, `set aside by ${actor.name}`);
        await releaseFromProblems(session, connectionId, records, { actor: actor.name, resolution: "set aside" });
        await insertRecordEvents(session, actor, records.map((record) => ({ ...record, action: "set-aside" })));
        // Documents that waited for a client are planned again: now they wait for its return.
        await wakeDocumentsOfClients(session, connectionId, clientsOf(records));
      });
    },

    async includeAgain({ firmId, connectionId, records, actor }) {
      return inDecision(deps.store, firmId, async (session) => {
        const back = await takeBackIn(session, connectionId, records);
        const invoices = back.flatMap(({ kind, recordId }) => (kind === "invoice" ? [recordId] : []));
        const links = await recordLinks(session, connectionId, "invoice", invoices);
        const sent = new Set(links.map(({ recordId }) => recordId));
        // Those that were only said to be handled outside wait to be sent again.
        await setInvoiceStatus(session, invoices.filter((id) => !sent.has(id)), "processed_externally", "new");
        await markRecordsDirty(session, back);
        await wakeDocumentsOfClients(session, connectionId, clientsOf(back));
        // What somebody did to them in QuickBooks meanwhile, or before they were left out, is asked about now.
        if (links.length > 0) await proveInvoices(session, connectionId, links.map(({ ledgerId }) => ledgerId));
        await insertRecordEvents(session, actor, back.map((record) => ({ ...record, action: "included-again" })));
        const connection = await existingConnection(session, connectionId);
        const released = back.length;
        if (released === 0 || !(await mayWork(session, connection))) return { released, runId: null };
        const { runId } = await queueWork(session, deps, { connectionId, trigger: triggerOf(actor), requestedBy: actor.name, slot: newId(), runId: null, ...shareOf(connection, back) });
        return { released, runId };
      });
    },
  };
}

async function resolveOne(deps: ResolveDeps, input: ResolveProblemInput, problem: OpenProblem): Promise<ResolveProblemResult> {
  const { firmId, remedy, actor, recordIds, values = {}, reason = null } = input;
  if (remedy === "include-again" || !remediesOf(problem.kind, problem.facts).includes(remedy)) {
    throw new HubError("INVALID", "This is not a remedy for this problem.", ["remedy"]);
  }
  const connection = await deps.store.withFirm(firmId, (session) => existingConnection(session, problem.connectionId));
  const records = recordIds ? problem.records.filter(({ recordId }) => recordIds.includes(recordId)) : problem.records;
  const context: RemedyContext = {
    ...deps, connection, actor, problem, records, values, reason,
    readRecord: (kind, id) => withLedger(deps, firmId, connection.id, (ledger) => ledger.read(kind, id)),
    readCompany: async () => {
      const company = await readCompany(deps, { firmId, connectionId: connection.id });
      await deps.store.withFirm(firmId, (session) => patchConnection(session, connection.id, { company }));
      return company;
    },
    inFirm: (work) => inDecision(deps.store, firmId, work),
  };
  const outcome = await remedies[remedy](context);
  return inDecision(deps.store, firmId, (session) => conclude(session, context, outcome, records.length === problem.records.length));
}

/** Closes what is settled, puts the records back on the list of what waits, and starts the run that sends them. */
async function conclude(session: FirmSession, context: RemedyContext, outcome: RemedyOutcome, isWhole: boolean): Promise<ResolveProblemResult> {
  const { connection, problem, actor } = context;
  await markRecordsDirty(session, outcome.release);
  const isClosed = outcome.isSettled && isWhole;
  if (isClosed) await closeProblems(session, [problem.id], { actor: actor.name, resolution: outcome.resolution, state: outcome.resolution === "set aside" ? "set-aside" : "resolved" });
  // What is settled holds these records back nowhere else either; but each difference of figures is a question of its own.
  const keepKinds = outcome.isSetAside ? [] : keptWhenPlanned.filter((kind) => kind !== problem.kind);
  // A notice held nothing back, so that an answer to it settles nothing else.
  const onlyKinds = problem.severity === "info" && !outcome.isSetAside ? [problem.kind] : undefined;
  if (outcome.isSettled) await releaseFromProblems(session, connection.id, context.records, { actor: actor.name, resolution: outcome.resolution, keepKinds, onlyKinds });
  await insertRecordEvents(session, actor, context.records.map(({ kind, recordId }) => ({ kind, recordId, action: `problem ${outcome.resolution}`, changes: outcome.decided?.get(recordId) ?? [] })));
  const setAside = outcome.isSetAside ? context.records.map(({ kind, recordId }) => ({ kind, recordId })) : [];
  const standing = await goingOn(session, await existingConnection(session, connection.id), outcome.release, [problem.id]);
  const settled = isAboutMapping(problem.kind) ? await settleMappingHealth(session, connection.id) : [];
  const result = { resolved: [...(isClosed ? [problem.id] : []), ...settled], ...standing, setAside };
  if (outcome.run === null || !(await mayWork(session, connection))) return { ...result, runId: null };
  const runId = typeof outcome.run === "object" ? outcome.run.runId : await sendReleased(session, context, context, outcome.release, outcome.run);
  if (isWhole && runId !== null) await markAnswered(session, problem.id, runId);
  return { ...result, runId };
}

/** Starts the run that sends what a decision released. */
export async function sendReleased(session: FirmSession, deps: QueueDeps, { connection, actor }: Pick<RemedyContext, "connection" | "actor">, release: readonly RecordKey[], run: "records" | "everything"): Promise<string> {
  const share = run === "everything" && !isAskedFirst(connection) ? { kind: "everything" as const, scope: {} } : shareOf(connection, release);
  const { runId } = await queueWork(session, deps, { connectionId: connection.id, trigger: triggerOf(actor) === "api" ? "api" : "retry", requestedBy: actor.name, slot: newId(), runId: null, ...share });
  return runId;
}

function sum(results: readonly ResolveProblemResult[], key: "released" | "stillHeld"): number {
  return results.reduce((total, result) => total + result[key], 0);
}

async function markRecordsDirty(session: FirmSession, records: readonly { kind: RecordKind; recordId: string }[]): Promise<void> {
  for (const [kind, of] of Map.groupBy(records, (record) => record.kind)) await markDirty(session, kind, of.map(({ recordId }) => recordId));
}

function clientsOf(records: readonly { kind: RecordKind; recordId: string }[]): string[] {
  return records.flatMap(({ kind, recordId }) => (kind === "client" ? [recordId] : []));
}

function isAskedFirst({ settings }: ConnectionRow): boolean {
  return connectionSettings(settings as Partial<ConnectionSettings>).approval === "ask-first";
}

/** The least work that sends these records, each once: those of one kind go alone, whatever their date. Where a person approves what else goes, nothing goes with them. */
function shareOf(connection: ConnectionRow, records: readonly { kind: RecordKind; recordId: string }[]): { kind: WorkKind; scope: WorkScope } {
  const work = workOf(records);
  const areDocuments = work.kind === "invoices" || work.kind === "timesheets";
  return areDocuments || (isAskedFirst(connection) && records.length > 0) ? work : { kind: "everything", scope: {} };
}
