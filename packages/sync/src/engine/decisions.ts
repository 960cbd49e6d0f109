import { HubError, newId, type Actor } from "@tieout/domain";
import {
  abandonChanges,
  changesById,
  closeProblems,
  countPlan,
  countRunChanges,
  decidedChanges,
  hasSchedules,
  hastenWork,
  insertPlan,
  insertSchedules,
  isSyncPlan,
  markDirty,
  moveChanges,
  openProblems,
  patchRun,
  planById,
  plannedRefs,
  planOfRun,
  requestCancel,
  saveDecision,
  setChangeRun,
  setPlanState,
  syncRunById,
  takeBackIn,
  type ChangeRow,
  type FirmSession,
  type PlanRow,
} from "@tieout/store";
import { answeredAs, type Made } from "./answers.js";
import type { ChangeDecision, Engine } from "./engine-types.js";
import { questionOf } from "./held-reason.js";
import { inDecision, queueWork, triggerOf, type QueueDeps } from "./requests.js";
import { summarizePlan } from "./summary.js";

/** What people decide about plans: approve, discard, cancel, and answer questions. */
export function createDecisions(deps: QueueDeps): Pick<Engine, "approvePlan" | "decide" | "discardPlan" | "cancelRun"> {
  return {
    async approvePlan({ firmId, planId, actor, decisions = [], changeIds }) {
      return inDecision(deps.store, firmId, async (session) => {
        const plan = await existingPlan(session, planId);
        await keepDecisions(session, decisions, actor);
        const part = changeIds ? await partOf(session, plan, changeIds) : null;
        if (part) return { runId: await approvePart(session, deps, plan, part, actor) };
        if (!(await setPlanState(session, planId, ["open"], "approved", actor.name))) throw notOpen();
        await concludeAnswers(session, plan.connectionId, await decidedChanges(session, planId), actor);
        // From the first approved plan on, the sync runs by itself.
        if (!(await hasSchedules(session, plan.connectionId))) await insertSchedules(session, plan.connectionId);
        if (plan.runId !== null) await patchRun(session, plan.runId, { state: "queued", summary: null });
        const { runId } = await queueWork(session, deps, { connectionId: plan.connectionId, kind: "plan", slot: `plan ${planId}`, trigger: triggerOf(actor), requestedBy: actor.name, scope: { planId }, runId: plan.runId });
        return { runId };
      });
    },

    async decide({ firmId, decisions, actor }) {
      return inDecision(deps.store, firmId, (session) => keepAndApply(session, deps, decisions, actor));
    },

    async discardPlan({ firmId, planId, actor }) {
      await inDecision(deps.store, firmId, async (session) => {
        await discard(session, await existingPlan(session, planId), actor);
      });
    },

    async cancelRun({ firmId, runId, actor }) {
      await inDecision(deps.store, firmId, async (session) => {
        const isHeard = await requestCancel(session, runId);
        const run = await syncRunById(session, runId);
        if (!run) throw new HubError("NOT_FOUND", "There is no such run.");
        const plan = run.state === "awaiting-approval" ? await planOfRun(session, runId) : null;
        // Nobody works on it who could hear of it: what waits is a person's decision, and this is one.
        if (plan) return discard(session, plan, actor);
        if (!isHeard) throw new HubError("CONFLICT", "This run has ended already.");
        await patchRun(session, runId, { summary: `${actor.name} asked to stop it.` });
        // One that waits is woken to end itself.
        await hastenWork(session, run.connectionId, runId);
      });
      deps.wake();
    },
  };
}

/** Throws an open plan away; what it would have done is planned anew when the sync goes on. */
async function discard(session: FirmSession, plan: PlanRow, actor: Actor): Promise<void> {
  if (!(await setPlanState(session, plan.id, ["open"], "discarded", actor.name))) throw new HubError("CONFLICT", "This plan is not open any more.");
  await abandonChanges(session, plan.connectionId, plan.id, `Thrown away by ${actor.name}`);
  if (plan.runId !== null) await patchRun(session, plan.runId, { state: "cancelled", phase: "done", summary: `Plan discarded by ${actor.name}. Nothing was sent.` });
}

function notOpen(): HubError {
  return new HubError("CONFLICT", "This plan is not open any more: it was approved, discarded or replaced by a newer one.");
}

/** The chosen changes of an open plan with those they depend on; null when that is all of it. Throws `INVALID` when nothing of it was chosen, `NOT_ALLOWED` for a plan that is one whole. */
async function partOf(session: FirmSession, plan: PlanRow, changeIds: readonly string[]): Promise<string[] | null> {
  if (!isSyncPlan(plan)) throw new HubError("NOT_ALLOWED", "This plan is approved as a whole.", ["changeIds"]);
  const refs = await plannedRefs(session, plan.id);
  const planned = new Map(refs.flatMap((ref) => (ref.state === "planned" ? [[ref.id, ref]] : [])));
  const part = new Set<string>();
  const take = (id: string | null): void => {
    const ref = planned.get(id ?? "");
    if (!ref || part.has(ref.id)) return;
    part.add(ref.id);
    take(ref.dependsOn);
  };
  for (const id of changeIds) take(id);
  if (part.size === 0) throw new HubError("INVALID", "Choose at least one change that waits for approval in this plan.", ["changeIds"]);
  const isWhole = part.size === planned.size && refs.every(({ state }) => state !== "ask");
  return isWhole ? null : [...part];
}

/** Approves some changes of an open plan: they are a plan of their own from now on, with its run. The rest goes on waiting where it is. */
async function approvePart(session: FirmSession, deps: QueueDeps, plan: PlanRow, changeIds: readonly string[], actor: Actor): Promise<string> {
  if (plan.state !== "open") throw notOpen();
  const planId = newId();
  const { runId } = await queueWork(session, deps, { connectionId: plan.connectionId, kind: "plan", slot: `plan ${planId}`, trigger: triggerOf(actor), requestedBy: actor.name, scope: { planId }, runId: null });
  await insertPlan(session, { id: planId, connectionId: plan.connectionId, runId, kind: plan.kind });
  await moveChanges(session, changeIds, { planId, runId });
  await setPlanState(session, planId, ["computing"], "open");
  await setPlanState(session, planId, ["open"], "approved", actor.name);
  await countPlan(session, plan.id);
  await concludeAnswers(session, plan.connectionId, await decidedChanges(session, planId), actor);
  if (plan.runId !== null) await patchRun(session, plan.runId, { summary: summarizePlan(await countRunChanges(session, plan.runId)) });
  return runId;
}

/** Keeps decisions; those on a plan that was applied before are applied now, and those that answer a problem at once, wherever its change waits. */
export async function keepAndApply(session: FirmSession, deps: QueueDeps, decisions: readonly ChangeDecision[], actor: Actor, { isAtOnce = false } = {}): Promise<{ decided: number; runId: string | null }> {
  const decided = await keepDecisions(session, decisions, actor);
  return { decided: decided.length, runId: await applyLate(session, deps, decided, actor, isAtOnce) };
}

async function existingPlan(session: FirmSession, planId: string): Promise<PlanRow> {
  const plan = await planById(session, planId);
  if (!plan) throw new HubError("NOT_FOUND", "There is no such plan.");
  return plan;
}

/**
 * Keeps what a person answered to changes that ask, and makes of each what was chosen. Throws `NOT_FOUND` for a change or candidate that
 * is not there, `CONFLICT` for one that no longer asks.
 */
async function keepDecisions(session: FirmSession, decisions: readonly ChangeDecision[], actor: Actor): Promise<ChangeRow[]> {
  const changes = new Map((await changesById(session, decisions.map(({ changeId }) => changeId))).map((change) => [change.id, change]));
  const decided: ChangeRow[] = [];
  for (const decision of decisions) {
    const change = changes.get(decision.changeId);
    if (!change) throw new HubError("NOT_FOUND", "There is no such change.");
    const isAsking = change.state === "ask" || (change.decision !== null && (change.state === "planned" || change.state === "skipped"));
    if (!isAsking) throw new HubError("CONFLICT", `${change.label} does not ask any more.`);
    const plan = await existingPlan(session, change.planId);
    if (plan.state === "discarded") throw notOpen();
    const { connectionId } = plan;
    if (decision.choice === "ask") {
      const asking: ChangeRow = { ...change, ...(await undecide(session, plan, change)), decision: null };
      await saveDecision(session, asking);
      decided.push(asking);
      continue;
    }
    const kept: ChangeRow = { ...change, ...(await answeredAs(session, connectionId, change, { ...decision, choice: decision.choice }, actor.name)), decision: { choice: decision.choice, ...(decision.candidateId && { candidateId: decision.candidateId }), by: actor.name, at: new Date().toISOString() } };
    await saveDecision(session, kept);
    decided.push(kept);
    // In an open plan it may still be taken back; the answer stands when that is approved.
    if (plan.state !== "open" || decision.choice === "skip") await concludeAnswers(session, connectionId, [kept], actor);
  }
  return decided;
}

/** Answers stand: their questions are closed, and whoever was held by one and is not the answer is planned on its own. */
async function concludeAnswers(session: FirmSession, connectionId: string, answered: Awaited<ReturnType<typeof decidedChanges>>, actor: Actor): Promise<void> {
  if (answered.length === 0) return;
  await markDirty(session, "client", answered.flatMap(({ flow, candidates, decision }) => (flow === "client.pull" ? candidates.flatMap(({ id }) => (id === decision?.candidateId ? [] : [id])) : [])));
  const choices = new Map(answered.map(({ id, decision }) => [id, decision?.choice]));
  for (const { id, facts } of await openProblems(session, { connectionId, kinds: ["possible-duplicate"] })) {
    const choice = choices.get(String(facts["changeId"]));
    if (choice) await closeProblems(session, [id], { actor: actor.name, resolution: `decided: ${choice}` });
  }
}

/** The question as it was before anybody answered it; a client that was left out is back in. */
async function undecide(session: FirmSession, plan: PlanRow, change: ChangeRow): Promise<Made> {
  if (plan.state !== "open") throw new HubError("CONFLICT", "The plan was approved; what was decided in it cannot be taken back.");
  const asking = { state: "ask", reason: questionOf(change.label) } as const;
  if (change.flow === "client.pull") return { side: "hub", operation: "create", recordId: null, ledgerId: change.ledgerId, baseVersion: null, baseToken: change.baseToken, ...asking };
  if (change.state === "skipped" && change.recordId !== null) await takeBackIn(session, plan.connectionId, [{ kind: change.kind, recordId: change.recordId }]);
  return { side: "ledger", operation: "create", recordId: change.recordId, ledgerId: null, baseVersion: change.baseVersion, baseToken: null, ...asking };
}

/** Decisions on plans that were applied meanwhile are applied now, in a run of their own. */
async function applyLate(session: FirmSession, deps: QueueDeps, decided: readonly ChangeRow[], actor: Actor, isAtOnce: boolean): Promise<string | null> {
  let lastRun: string | null = null;
  for (const [planId, changes] of Map.groupBy(decided.filter(({ state }) => state === "planned"), (change) => change.planId)) {
    const plan = await existingPlan(session, planId);
    if (isAtOnce && plan.state === "open" && isSyncPlan(plan)) lastRun = await approvePart(session, deps, plan, changes.map(({ id }) => id), actor);
    if (plan.state !== "applied" && plan.state !== "applying") continue;
    const { runId } = await queueWork(session, deps, { connectionId: plan.connectionId, kind: "plan", slot: `decision ${newId()}`, trigger: triggerOf(actor), requestedBy: actor.name, scope: { planId }, runId: null });
    await setChangeRun(session, changes.map(({ id }) => id), runId);
    lastRun = runId;
  }
  return lastRun;
}
