import { arePlansOutdated, countPlan, countPlanned, changesOfPlan, earlierDecisions, insertSchedules, leaveToOpenPlan, replacePlan, saveDecision, setPlanState, waitingSyncPlans, type FirmSession } from "@tieout/store";
import { answeredAs } from "./answers.js";
import type { WorkKind, WorkScope } from "./engine-types.js";
import { raiseQuestions } from "./questions.js";
import { isScheduleKind, underLease, type RunContext } from "./run-context.js";

/** The records somebody named. */
export function chosenIn({ clientIds = [], invoiceIds = [], timeEntryIds = [] }: WorkScope): string[] {
  return [...clientIds, ...invoiceIds, ...timeEntryIds];
}

/** Somebody named the records: whatever the firm's rule, that is their approval. */
export function isChosen(scope: WorkScope): boolean {
  return Object.keys(scope).some((key) => key.endsWith("Ids"));
}

/** Whether the firm wants to be asked before what this work plans is written. */
export function asksFirst({ kind, scope, settings }: Pick<RunContext, "kind" | "scope" | "settings">): boolean {
  return settings.approval === "ask-first" && (isScheduleKind(kind) || kind === "everything") && kind !== "tie-out" && !isChosen(scope);
}

/** Whose flows work plans: its own, or, where a person approves, all of them, so that one plan holds everything that waits. */
export function plannedKind(run: Pick<RunContext, "kind" | "scope" | "settings">): WorkKind {
  return asksFirst(run) ? "everything" : run.kind;
}

/** `apply` it now · `open`: it waits for a person, from now on · `again`: it replaced an older one, whose records are planned with it. */
export type Approval = "apply" | "open" | "again";

/**
 * Decides whether what was just planned is applied or waits for a person, and leaves it open then. Where the firm wants to be asked, one plan of
 * the sync is open at a time: it stays as it is while nothing new waits and nothing in it moved, and is replaced otherwise. A plan that writes
 * nothing is no plan to approve: what it holds back, and what it asks, is shown with the problems.
 */
export async function settleApproval(run: RunContext, planId: string | null): Promise<Approval> {
  if (run.kind === "import" || (run.scope.isPlanOnly && !asksFirst(run))) {
    await underLease(run, async (session) => {
      if (planId !== null) return leaveOpen(session, planId);
      // Both sides agree already: there is nothing to approve.
      if (run.kind === "import") await insertSchedules(session, run.connectionId);
    });
    if (planId === null && run.kind === "import") run.hasMoved = true;
    return "open";
  }
  if (!asksFirst(run)) return "apply";
  return underLease(run, async (session) => {
    const older = await waitingSyncPlans(session, run.connectionId);
    if (older.length > 0) {
      if (await arePlansOutdated(session, older.map(({ id }) => id), planId)) {
        for (const plan of older) await replacePlan(session, plan, "sync");
        return "again";
      }
      if (planId !== null) await leaveToOpenPlan(session, planId);
      return "apply";
    }
    if (planId === null) return "apply";
    await repeatDecisions(session, run, planId);
    if ((await countPlanned(session, planId)).all === 0) return "apply";
    await leaveOpen(session, planId);
    return "open";
  });
}

async function leaveOpen(session: FirmSession, planId: string): Promise<void> {
  await setPlanState(session, planId, ["computing"], "open");
  await countPlan(session, planId);
}

/** Questions show as problems, as in any run; those that a person had answered in the plan before this one have their answer again, where it is one still. */
async function repeatDecisions(session: FirmSession, run: RunContext, planId: string): Promise<void> {
  await raiseQuestions(session, run, planId);
  const earlier = await earlierDecisions(session, planId);
  if (earlier.size === 0) return;
  for (const change of await changesOfPlan(session, planId, ["ask"])) {
    const decision = earlier.get(change.id);
    if (!decision || (decision.choice === "link" && !change.candidates.some(({ id }) => id === decision.candidateId))) continue;
    await saveDecision(session, { ...change, ...(await answeredAs(session, run.connectionId, change, decision, decision.by)), decision });
  }
}
