import { settleIdle, wakeStale, type WaitingKinds } from "@tieout/store";
import { solvedKinds } from "./finish.js";
import { worksAgain } from "./work-failed.js";
import { isTold, tellUsage } from "./keep-usage.js";
import { isScheduleKind, LeaseLostError, syncKinds, underLease, type RunContext } from "./run-context.js";
import { waitingKinds } from "./shares.js";

/**
 * Ends work for which nobody follows a run when nothing waits for it (`own`): an idle hour leaves counters and nothing else. When
 * nothing waits for any sync, the ticks of the others are done as well. Where the feed stands, and the cost so far, is kept either way.
 * Returns whether the work is over.
 */
export async function settleIfIdle(run: RunContext, own: WaitingKinds, isAgreed: boolean): Promise<boolean> {
  const { work, connectionId, readTo } = run;
  const usage = run.meter.takeUsage();
  const all = waitingKinds({ kind: "everything", settings: run.settings });
  const others = work.trigger === "schedule" && isScheduleKind(run.kind) ? syncKinds : [];
  const { holds, isOver, hasStale, month } = await run.store.askFirm(run.firmId, (firm) =>
    settleIdle(firm, { work, connectionId, readTo, usage, own, all, isAgreed, solvedKinds: solvedKinds(run), solvedCauses: worksAgain(run.kind), others })).catch((error: unknown) => {
    run.meter.giveBack({ usage });
    throw error;
  });
  if (month && isTold(month, usage)) await run.store.withFirm(run.firmId, (session) => tellUsage(session, connectionId, month, usage));
  if (!holds) throw new LeaseLostError();
  run.readTo = null;
  if (hasStale) await underLease(run, (session) => wakeStale(session, connectionId));
  return isOver;
}
