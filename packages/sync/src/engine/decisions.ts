import { HubError, newId, type Actor } from "@tieout/domain";
import {
  abandonChanges,
  changesById,
  clientPairs,
  closeProblems,
  hasSchedules,
  hastenWork,
  insertSchedules,
  markDirty,
  mirrorRecords,
  openProblems,
  patchRun,
  planById,
  planOfRun,
  requestCancel,
  saveDecision,
  setChangeRun,
  setPlanState,
  setRecordsAside,
  syncRunById,
  takeBackIn,
  type ChangeRow,
  type FirmSession,
  type PlanRow,
} from "@tieout/store";
import type { ChangeDecision, Engine } from "./engine-types.js";
import { questionOf } from "./held-reason.js";
import { queueWork, triggerOf, type QueueDeps } from "./requests.js";

/** What people decide about plans: approve, discard, cancel, and answer questions. */
export function createDecisions(deps: QueueDeps): Pick<Engine, "approvePlan" | "decide" | "discardPlan" | "cancelRun"> {
  return {
    async approvePlan({ firmId, planId, actor, decisions = [] }) {
      return deps.store.withFirm(firmId, async (session) => {
        const plan = await existingPlan(session, planId);
        await keepDecisions(session, decisions, actor);
        if (!(await setPlanState(session, planId, ["open"], "approved", actor.name))) throw new HubError("CONFLICT", "This plan is not open any more: it was approved or discarded before.");
        // From the first approved plan on, the sync runs by itself.
        if (!(await hasSchedules(session, plan.connectionId))) await insertSchedules(session, plan.connectionId);
        if (plan.runId !== null) await patchRun(session, plan.runId, { state: "queued", summary: null });
        const { runId } = await queueWork(session, deps, { connectionId: plan.connectionId, kind: "plan", slot: `plan ${planId}`, trigger: triggerOf(actor), requestedBy: actor.name, scope: { planId }, runId: plan.runId });
        return { runId };
      });
    },

    async decide({ firmId, decisions, actor }) {
      return deps.store.withFirm(firmId, (session) => keepAndApply(session, deps, decisions, actor));
    },

    async discardPlan({ firmId, planId, actor }) {
      await deps.store.withFirm(firmId, async (session) => {
        await discard(session, await existingPlan(session, planId), actor);
      });
    },

    async cancelRun({ firmId, runId, actor }) {
      await deps.store.withFirm(firmId, async (session) => {
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
  await abandonChanges(session, plan.connectionId, plan.id, `discarded by ${actor.name}`);
  if (plan.runId !== null) await patchRun(session, plan.runId, { state: "cancelled", phase: "done", summary: `Plan discarded by ${actor.name}. Nothing was sent.` });
}

/** Keeps decisions; those on a plan that was applied before are applied now. */
export async function keepAndApply(session: FirmSession, deps: QueueDeps, decisions: readonly ChangeDecision[], actor: Actor): Promise<{ decided: number; runId: string | null }> {
  const decided = await keepDecisions(session, decisions, actor);
  return { decided: decided.length, runId: await applyLate(session, deps, decided, actor) };
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
    const { connectionId } = plan;
    if (decision.choice === "ask") {
      const asking: ChangeRow = { ...change, ...(await undecide(session, plan, change)), decision: null };
      await saveDecision(session, asking);
      decided.push(asking);
      continue;
    }
    const made = change.flow === "client.pull" ? await decidePulled(session, connectionId, change, decision) : await decidePushed(session, connectionId, change, decision, actor);
    const kept: ChangeRow = { ...change, ...made, decision: { choice: decision.choice, ...(decision.candidateId && { candidateId: decision.candidateId }), by: actor.name, at: new Date().toISOString() } };
    await saveDecision(session, kept);
    decided.push(kept);
    // Whoever was held by the question and is not the answer is planned on its own.
    if (change.flow === "client.pull") await markDirty(session, "client", change.candidates.map(({ id }) => id).filter((id) => id !== decision.candidateId));
    const asked = await openProblems(session, { connectionId, kinds: ["possible-duplicate"] });
    await closeProblems(session, asked.filter(({ facts }) => facts["changeId"] === change.id).map(({ id }) => id), { actor: actor.name, resolution: `decided: ${decision.choice}` });
  }
  return decided;
}

type Made = Pick<ChangeRow, "side" | "operation" | "recordId" | "ledgerId" | "baseVersion" | "baseToken" | "state" | "reason">;

const leftOut = "left out when asked";

/** The question as it was before anybody answered it; a client that was left out is back in. */
async function undecide(session: FirmSession, plan: PlanRow, change: ChangeRow): Promise<Made> {
  if (plan.state !== "open") throw new HubError("CONFLICT", "The plan was approved; what was decided in it cannot be taken back.");
  const asking = { state: "ask", reason: questionOf(change.label) } as const;
  if (change.flow === "client.pull") return { side: "hub", operation: "create", recordId: null, ledgerId: change.ledgerId, baseVersion: null, baseToken: change.baseToken, ...asking };
  if (change.state === "skipped" && change.recordId !== null) await takeBackIn(session, plan.connectionId, [{ kind: change.kind, recordId: change.recordId }]);
  return { side: "ledger", operation: "create", recordId: change.recordId, ledgerId: null, baseVersion: change.baseVersion, baseToken: null, ...asking };
}

/** A customer that may be a client we have: link them, make a new client, or leave the customer out. */
async function decidePulled(session: FirmSession, connectionId: string, change: ChangeRow, { choice, candidateId }: ChangeDecision): Promise<Made> {
  const base = { ledgerId: change.ledgerId, baseVersion: null, baseToken: change.baseToken };
  if (choice === "skip") return { ...base, side: "hub", operation: "create", recordId: null, state: "skipped", reason: leftOut };
  if (choice === "create") return { ...base, side: "hub", operation: "create", recordId: newId(), state: "planned", reason: null };
  const [pair] = await clientPairs(session, connectionId, [candidateId ?? ""].filter(Boolean));
  if (!pair) throw new HubError("NOT_FOUND", "Choose the client to link to.", ["candidateId"]);
  if (pair.link) throw new HubError("CONFLICT", `${pair.client.displayName} is linked to another customer already.`, ["candidateId"]);
  return { ...base, side: "link", operation: "link", recordId: pair.client.id, state: "planned", reason: null };
}

/** A client that may be a customer there: link them, make a new customer, or set the client aside. */
async function decidePushed(session: FirmSession, connectionId: string, change: ChangeRow, { choice, candidateId }: ChangeDecision, actor: Actor): Promise<Made> {
  const base = { recordId: change.recordId, baseVersion: change.baseVersion };
  if (choice === "skip") {
    if (change.recordId !== null) await setRecordsAside(session, connectionId, [{ kind: change.kind, recordId: change.recordId }], { actor: actor.name, reason: leftOut, state: "set-aside" });
    return { ...base, side: "ledger", operation: "create", ledgerId: null, baseToken: null, state: "skipped", reason: leftOut };
  }
  if (choice === "create") return { ...base, side: "ledger", operation: "create", ledgerId: null, baseToken: null, state: "planned", reason: null };
  const [record] = await mirrorRecords(session, connectionId, "customer", [candidateId ?? ""]);
  if (!record || record.isDeleted) throw new HubError("NOT_FOUND", "Choose the customer to link to.", ["candidateId"]);
  return { recordId: change.recordId, baseVersion: null, side: "link", operation: "link", ledgerId: record.ledgerId, baseToken: record.token, state: "planned", reason: null };
}

/** Decisions on plans that were applied meanwhile are applied now, in a run of their own. */
async function applyLate(session: FirmSession, deps: QueueDeps, decided: readonly ChangeRow[], actor: Actor): Promise<string | null> {
  let lastRun: string | null = null;
  for (const [planId, changes] of Map.groupBy(decided.filter(({ state }) => state === "planned"), (change) => change.planId)) {
    const plan = await existingPlan(session, planId);
    if (plan.state !== "applied" && plan.state !== "applying") continue;
    const { runId } = await queueWork(session, deps, { connectionId: plan.connectionId, kind: "plan", slot: `decision ${newId()}`, trigger: triggerOf(actor), requestedBy: actor.name, scope: { planId }, runId: null });
    await setChangeRun(session, changes.map(({ id }) => id), runId);
    lastRun = runId;
  }
  return lastRun;
}
