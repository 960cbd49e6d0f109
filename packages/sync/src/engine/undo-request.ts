import { calendarDate, HubError, newId } from "@tieout/domain";
import { hasAppliedChanges, openPlans, replacePlan, syncRunById, type FirmSession, type UndoScope } from "@tieout/store";
import type { Engine } from "./engine-types.js";
import { inDecision, queueWork, workingConnection, type QueueDeps } from "./requests.js";

const over = ["succeeded", "partial", "failed", "cancelled"];

/** Asks for the plan that takes something back. */
export function createUndo(deps: QueueDeps): Pick<Engine, "planUndo"> {
  return {
    async planUndo({ firmId, connectionId, undo, trigger, requestedBy }) {
      return inDecision(deps.store, firmId, async (session) => {
        await workingConnection(session, connectionId);
        if ("day" in undo) calendarDate(undo.day);
        if ("runId" in undo) {
          const run = await syncRunById(session, undo.runId);
          if (!run) throw new HubError("NOT_FOUND", "There is no such run.", ["runId"]);
          if (!over.includes(run.state)) throw new HubError("CONFLICT", "This run is not over yet. Cancel it first, or wait until it has ended.", ["runId"]);
        }
        if (!(await hasAppliedChanges(session, connectionId, undo))) throw new HubError("NOT_FOUND", nothingApplied(undo), [Object.keys(undo)[0] ?? "undo"]);
        await replaceEarlier(session, connectionId, undo, requestedBy);
        return queueWork(session, deps, { connectionId, kind: "undo", slot: `undo ${newId()}`, trigger, requestedBy, scope: { undo, isPlanOnly: true }, runId: null });
      });
    },
  };
}

/** Who asks again wants the plan of how things are now; the older one of the same would only say what moved. */
async function replaceEarlier(session: FirmSession, connectionId: string, undo: UndoScope, by: string): Promise<void> {
  for (const plan of await openPlans(session, connectionId)) {
    if (JSON.stringify(plan.undoOf) === JSON.stringify(undo)) await replacePlan(session, plan, by);
  }
}

function nothingApplied(undo: object): string {
  if ("day" in undo) return "Nothing was written on this day, on either side.";
  return "runId" in undo ? "This run wrote nothing to the company that is connected now." : "This change was not applied to the company that is connected now.";
}
