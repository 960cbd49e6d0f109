import { describeProblem, newId, problemCatalog, type RecordKind } from "@tieout/domain";
import {
  busyRecords,
  clearDirty,
  clearMoved,
  dirtyRecords,
  endLinks,
  hubNow,
  insertChanges,
  insertPlan,
  insertRun,
  isCancelRequested,
  movedRecords,
  patchRun,
  planOfRun,
  plannedRefs,
  raiseProblems,
  refreshStatistics,
  releaseFromProblems,
  setAgreed,
  setRecordStates,
  setWorkRun,
  settleUnchanged,
  supersedeChanges,
  toDate,
  type ChangeRow,
  type FirmSession,
  type RaisedProblem,
  type RecordState,
} from "@tieout/store";
import { chosenIn, plannedKind } from "./approval.js";
import type { DraftChange, Flow, RecordPlan } from "./flow.js";
import { heldReason } from "./held-reason.js";
import { createPlanned, type PlannedRegistry } from "./planned.js";
import { keptWhenPlanned } from "./proof-problems.js";
import { causeOfQuestion } from "./questions.js";
import { CancelledError, read, underLease, type RunContext } from "./run-context.js";

/** A flow and what it looks at: everything that waits for it, or these records only. */
export interface FlowShare {
  flow: Flow;
  ids: readonly string[] | null;
}

/** The stored plan of a run; null when there was nothing to plan. */
export interface ComputedPlan {
  planId: string;
  changes: number;
}

interface Building {
  run: RunContext;
  planId: string | null;
  nextSeq: number;
  /** The plan held changes before this pass: a record planned again leaves an older attempt behind. */
  isContinued: boolean;
  startedAt: number;
  /** The records the work names. */
  chosen: ReadonlySet<string>;
  planned: PlannedRegistry;
}

/**
 * Computes the plan of a run, flow by flow and chunk by chunk: a chunk's changes, problems and record states are stored in the
 * transaction that takes its records off the list of what waits, so that a crash loses nothing and repeats nothing. A plan that was
 * begun before goes on.
 */
export async function computePlan(run: RunContext, shares: () => Promise<readonly FlowShare[]>): Promise<ComputedPlan | null> {
  const building = await resume(run);
  for (const share of await shares()) await planFlow(building, share);
  return building.planId === null ? null : { planId: building.planId, changes: building.nextSeq };
}

async function resume(run: RunContext): Promise<Building> {
  const planned = createPlanned();
  const startedAt = Date.parse(await read(run, (session) => hubNow(session)));
  const building: Building = { run, planId: null, nextSeq: 0, isContinued: false, startedAt, chosen: new Set(chosenIn(run.scope)), planned };
  if (run.runId === null) return building;
  const { runId } = run;
  await read(run, async (session) => {
    const plan = await planOfRun(session, runId);
    if (!plan) return;
    building.planId = plan.id;
    for (const ref of await plannedRefs(session, plan.id)) {
      planned.add({ ...ref, label: "" });
      building.nextSeq = ref.seq + 1;
      building.isContinued = true;
    }
  });
  return building;
}

async function planFlow(building: Building, { flow, ids }: FlowShare): Promise<void> {
  const { run } = building;
  if (ids?.length === 0) return;
  const facts = {
    settings: run.settings,
    company: run.company,
    startDate: run.startDate,
    numbersInvoices: run.firm.numbersInvoices,
    homeCurrency: run.firm.homeCurrency,
    defaultItemId: run.defaultItemId,
    chosen: building.chosen,
    planned: building.planned,
  };
  const { planner, busy } = await read(run, async (session) => ({
    planner: await flow.openPlanner(session, run.connectionId, facts),
    busy: new Set([...(await busyRecords(session, run.connectionId, flow.kind)), ...((await flow.waiting?.(session, run.connectionId)) ?? [])]),
  }));
  let afterId: string | null = null;
  let offset = 0;
  for (;;) {
    const chunkIds: readonly string[] | null = ids?.slice(offset, offset + run.config.chunkSize) ?? null;
    if (chunkIds?.length === 0) return;
    const { runId } = run;
    const { planId } = building;
    const last: string | null = await underLease(run, async (session) => {
      if (run.runId && (await isCancelRequested(session, run.runId))) throw new CancelledError();
      const waiting = await waitingRecords(session, run, flow, { afterId: chunkIds ? null : afterId, limit: run.config.chunkSize, ids: chunkIds });
      const candidates = chunkIds ?? waiting.map((entry) => entry.id);
      const considered = candidates.filter((id) => !busy.has(id));
      // A record this plan holds already, edited since the plan began: it stays on the list for the next.
      const isEditedSince = (entry: Waiting) => refOf(building.planned, flow, entry.id)?.state === "ready" && toDate(entry.since).getTime() >= building.startedAt;
      const finished = waiting.filter((entry) => !busy.has(entry.id) && !isEditedSince(entry));
      if (considered.length > 0) {
        await storeChunk(session, building, flow, considered, await planner(session, considered));
        await takeOffList(session, run, flow, finished);
        if (run.runId) await patchRun(session, run.runId, { done: run.done });
      }
      return candidates.at(-1) ?? null;
    }).catch((error: unknown) => {
      // What was rolled back is not there: nothing may name it.
      run.runId = runId;
      building.planId = planId;
      throw error;
    });
    if (last === null) return;
    afterId = last;
    offset += run.config.chunkSize;
    await run.store.withoutFirm(refreshStatistics);
    run.progress();
  }
}

function refOf(planned: PlannedRegistry, { source }: Flow, id: string) {
  return source.from === "hub" ? planned.ofRecord(source.kind, id) : planned.ofLedger(source.kind, id);
}

interface Waiting {
  id: string;
  since: string;
}

async function waitingRecords(session: FirmSession, run: RunContext, { source }: Flow, page: { afterId: string | null; limit: number; ids: readonly string[] | null }): Promise<Waiting[]> {
  if (source.from === "hub") return (await dirtyRecords(session, source.kind, page)).map(({ recordId, since }) => ({ id: recordId, since }));
  return (await movedRecords(session, run.connectionId, source.kind, page)).map(({ ledgerId, since }) => ({ id: ledgerId, since }));
}

async function takeOffList(session: FirmSession, run: RunContext, { source }: Flow, waiting: readonly Waiting[]): Promise<void> {
  if (source.from === "hub") return clearDirty(session, source.kind, waiting.map(({ id, since }) => ({ recordId: id, since })));
  return clearMoved(session, run.connectionId, source.kind, waiting.map(({ id, since }) => ({ ledgerId: id, since })));
}

async function storeChunk(session: FirmSession, building: Building, flow: Flow, considered: readonly string[], plans: readonly RecordPlan[]): Promise<void> {
  const { run, planned } = building;
  const isEmpty = plans.every((plan) => !plan.changes?.length && !plan.problems?.length);
  if (!isEmpty) await ensurePlan(session, building);
  // What an earlier flow of this plan decided about a record stands.
  const isOurs = flow.source.from === "hub";
  const undecided = isOurs ? considered.filter((id) => !planned.ofRecord(flow.kind, id)) : [];
  const rows = plans.flatMap((plan) => (plan.changes ?? []).map((draft) => changeRow(building, flow, { ...draft, reason: heldReason(plan, draft) })));
  if (building.isContinued && building.planId !== null) await supersedeChanges(session, building.planId, flow.kind, plans.flatMap((plan) => plan.recordId ?? []));
  if (rows.length > 0) await insertChanges(session, run.connectionId, rows);
  for (const row of rows) planned.add(row);

  const raised = problemsOf(flow.kind, plans);
  await raiseProblems(session, run.connectionId, raised, run.runId);
  const ids = new Set([...plans.flatMap((plan) => plan.recordId ?? []), ...undecided]);
  const sending = new Set(rows.filter((row) => row.side === "ledger" && row.state === "planned").map((row) => row.recordId));
  // What is about to be sent keeps its problems until it went through.
  const settled = [...ids].filter((id) => !sending.has(id)).map((recordId) => ({ kind: flow.kind, recordId }));
  // A question asked again, from this side or from the other, is the question it was.
  const questions = [...plans.flatMap((plan) => plan.standing ?? []), ...rows.flatMap((row) => (row.state === "ask" ? [causeOfQuestion(row)] : []))];
  const keepCauses = [...raised.map(({ causeKey }) => causeKey), ...questions];
  await releaseFromProblems(session, run.connectionId, settled, { actor: "sync", resolution: "no longer the case", keepCauses, keepKinds: keptWhenPlanned });
  // Nor is it a clash any more when one side's value is about to be sent: the firm's rule has decided it.
  const decided = [...ids].filter((id) => sending.has(id)).map((recordId) => ({ kind: flow.kind, recordId }));
  await releaseFromProblems(session, run.connectionId, decided, { actor: "sync", resolution: "no longer the case", keepCauses, onlyKinds: ["both-sides-changed", "time-differs"] });
  await flow.looked?.(session, run.connectionId, [...ids]);
  await setRecordStates(session, run.connectionId, plans.flatMap((plan) => stateOf(flow.kind, plan) ?? []));
  for (const { recordId, agreement } of plans) if (recordId !== null && agreement) await setAgreed(session, run.connectionId, flow.kind, recordId, agreement);
  await endLinks(session, run.connectionId, flow.kind, plans.flatMap(({ recordId, endsLink }) => (recordId !== null && endsLink ? [recordId] : [])));
  const differing = new Set(plans.flatMap(({ recordId, changes, problems, state }) => (recordId !== null && (changes?.length || problems?.length || state) ? [recordId] : [])));
  await settleUnchanged(session, run.connectionId, flow.kind, (isOurs ? undecided : [...ids]).filter((id) => !differing.has(id)), { isOurs });
  run.counts.unchanged += considered.length - new Set(rows.map((row) => row.recordId ?? row.ledgerId)).size;
  run.done += considered.length;
}

function changeRow(building: Building, flow: Flow, draft: DraftChange & { reason: string | null }): ChangeRow {
  const { run } = building;
  if (building.planId === null) throw new Error("A change was planned before its plan.");
  const row: ChangeRow = {
    ...draft,
    planId: building.planId,
    runId: run.runId,
    seq: building.nextSeq,
    flow: draft.flow ?? flow.name,
    kind: flow.kind,
    candidates: draft.candidates ?? [],
    decision: null,
    dependsOn: draft.dependsOn ?? null,
  };
  building.nextSeq += 1;
  return row;
}

/** The run of a tick begins to exist when there is something to keep. */
async function ensurePlan(session: FirmSession, building: Building): Promise<void> {
  const { run } = building;
  if (run.runId === null) {
    run.runId = newId();
    await insertRun(session, { id: run.runId, connectionId: run.connectionId, kind: plannedKind(run), trigger: run.work.trigger, state: "running", startedBy: run.requestedBy });
    await setWorkRun(session, run.work.id, run.runId);
  }
  if (building.planId === null) {
    building.planId = newId();
    await insertPlan(session, { id: building.planId, connectionId: run.connectionId, runId: run.runId, kind: plannedKind(run) });
  }
}

function problemsOf(kind: RecordKind, plans: readonly RecordPlan[]): RaisedProblem[] {
  const byCause = new Map<string, RaisedProblem & { records: RaisedProblem["records"][number][] }>();
  for (const plan of plans) {
    for (const problem of plan.problems ?? []) {
      const raised = byCause.get(problem.causeKey) ?? { ...problem, severity: problemCatalog[problem.kind].severity, records: [] };
      byCause.set(problem.causeKey, raised);
      if (plan.recordId === null) continue;
      raised.records.push({ kind, recordId: plan.recordId, label: plan.label, amount: plan.amount ?? null, currency: plan.currency ?? null, changeId: plan.changes?.[0]?.id ?? null });
    }
  }
  return [...byCause.values()];
}

/** What holds a record back, in words. */
function titleOf({ problems = [] }: RecordPlan): string | null {
  const [problem] = problems;
  return problem ? describeProblem(problem.kind, problem.facts).title : null;
}

function stateOf(kind: RecordKind, plan: RecordPlan): RecordState | null {
  const { recordId, changes = [], problems = [] } = plan;
  if (recordId === null) return null;
  const [problem] = problems;
  const blocked = changes.find((change) => change.state === "blocked" || change.state === "ask");
  const isHeld = blocked !== undefined || (problem !== undefined && problemCatalog[problem.kind].severity !== "info");
  if (isHeld) return { kind, recordId, state: "blocked", reason: blocked ? heldReason(plan, blocked) : titleOf(plan) };
  if (changes.some((change) => change.side === "ledger")) return { kind, recordId, state: "queued", reason: null };
  return plan.state ? { kind, recordId, ...plan.state } : null;
}
