import { calendarDate, dayIn, linkTargetOf, remediesOf, type LedgerKind, type ProblemFacts } from "@tieout/domain";
import type { UndoScope } from "@tieout/store";
import { unlessRefused } from "./model-here.js";
import { pick } from "./pick.js";
import type { SyncFixture } from "./sync-fixture.js";

/** What people decide: undo, and what becomes of a problem. */
export const deskSteps = ["undo a change", "undo a run", "undo today", "plan an undo", "approve an old undo", "solve a problem", "leave a record out", "include it again"] as const;

export async function happenAtTheDesk(firm: SyncFixture, { do: what, which }: { do: (typeof deskSteps)[number]; which: number }): Promise<void> {
  const { engine, firmId, connectionId, actor } = firm;
  switch (what) {
    case "undo a change":
    case "undo a run":
    case "undo today":
      await planUndo(firm, what, which);
      await approveUndo(firm, 0);
      return;
    case "plan an undo":
      await planUndo(firm, "undo a change", which);
      return;
    case "approve an old undo":
      await approveUndo(firm, which);
      return;
    case "solve a problem": {
      const problem = pick(await firm.problems(), which);
      const remedy = problem && pick(remediesOf(problem.kind, problem.facts), which);
      if (remedy) await unlessRefused(engine.resolve({ firmId, problemId: problem.id, remedy, values: valuesFor(firm, problem.facts, which), reason: "so decided", actor }));
      break;
    }
    case "leave a record out": {
      const record = pick(await firm.rows<{ kind: "client" | "invoice"; recordId: string }>("select kind, record_id as \"recordId\" from hub.record_sync where kind in ('client', 'invoice') order by record_id"), which);
      if (record) await unlessRefused(engine.setAside({ firmId, connectionId, records: [record], reason: "so decided", actor }));
      break;
    }
    case "include it again": {
      const record = pick(await firm.rows<{ kind: "client" | "invoice"; recordId: string }>("select kind, record_id as \"recordId\" from hub.set_aside order by record_id"), which);
      if (record) await unlessRefused(engine.includeAgain({ firmId, connectionId, records: [record], actor }));
    }
  }
  await firm.drain();
}

/** What a person fills into a remedy's form: of what they may choose, any; the record that is proposed, or another one. */
function valuesFor({ records }: SyncFixture, facts: ProblemFacts, which: number): Record<string, string> {
  const { kind, proposedId, candidateIds } = linkTargetOf(facts);
  const entity = entities[kind];
  const others = entity ? records(entity).map(({ Id }) => Id) : [];
  const ledgerId = pick([...(proposedId ? [proposedId] : []), ...candidateIds, ...others], Math.floor(which / 2));
  const itemId = pick(records("Item").filter((record) => record["Type"] === "Service"), which)?.Id;
  return { displayName: `Named ${which}`, ...(ledgerId && { ledgerId }), ...(itemId && { itemId }) };
}

const entities: Partial<Record<LedgerKind, "Customer" | "Invoice" | "TimeActivity">> = { customer: "Customer", invoice: "Invoice", "time-activity": "TimeActivity" };

/** Asks for a plan that takes something back that was applied. */
async function planUndo(firm: SyncFixture, what: "undo a change" | "undo a run" | "undo today", which: number): Promise<void> {
  const change = pick(await firm.rows<{ id: string; runId: string; at: string }>("select id, run_id as \"runId\", applied_at::text as at from hub.change where state = 'applied' order by applied_at desc, seq desc limit 20"), which);
  if (!change) return;
  const undo: UndoScope = what === "undo a change" ? { changeId: change.id } : what === "undo a run" ? { runId: change.runId } : { day: calendarDate(dayIn("America/New_York", new Date(change.at))) };
  await unlessRefused(firm.engine.planUndo({ firmId: firm.firmId, connectionId: firm.connectionId, undo, trigger: "user", requestedBy: "Ana" }));
  await firm.drain();
}

/** Approves an undo that waits, the newest for 0: what changed since it was planned is refused row by row. */
async function approveUndo(firm: SyncFixture, which: number): Promise<void> {
  const plan = pick(await firm.rows<{ id: string }>("select id from hub.plan where kind = 'undo' and state = 'open' order by created_at desc"), which);
  if (plan) await unlessRefused(firm.engine.approvePlan({ firmId: firm.firmId, planId: plan.id, actor: firm.actor }));
  await firm.drain();
}
