import { HubError, newId, type LedgerKind } from "@tieout/domain";
import { insertChanges, insertPlan, setPlanState, storeLedgerRecords } from "@tieout/store";
import { mirrorRecord } from "../engine/content.js";
import { queueWork, triggerOf, workingConnection } from "../engine/requests.js";
import { ledgerRecordReactivate } from "../flows/index.js";
import { factText, type Remedy } from "./remedy.js";

/** Switches a record of the ledger on again: planned, recorded and sent like any other write; then what waited for it goes. */
export const reactivate: Remedy = async (context) => {
  const { connection, problem, records, actor, inFirm } = context;
  const kind = factText(problem.facts, "ledgerKind") as LedgerKind | null;
  const ledgerId = factText(problem.facts, "itemId") ?? factText(problem.facts, "ledgerId");
  if (!kind || !ledgerId) throw new HubError("CONFLICT", "This problem names no record to make active.");
  const record = await context.readRecord(kind, ledgerId);
  if (!record) throw new HubError("NOT_FOUND", "QuickBooks has no such record any more. Choose another one.");
  const runId = await inFirm(async (session) => {
    await workingConnection(session, connection.id);
    await storeLedgerRecords(session, connection.id, [mirrorRecord(record)], [kind]);
    if (record.isActive) return null;
    const planId = newId();
    const queued = await queueWork(session, context, { connectionId: connection.id, kind: "plan", slot: `reactivate ${planId}`, trigger: triggerOf(actor), requestedBy: actor.name, scope: { planId }, runId: null });
    await insertPlan(session, { id: planId, connectionId: connection.id, runId: queued.runId, kind: "plan" });
    await insertChanges(session, connection.id, [
      {
        id: newId(), planId, runId: queued.runId, seq: 0, flow: ledgerRecordReactivate.name, kind: "client", recordId: null, ledgerKind: kind, ledgerId, side: "ledger", operation: "update", label: record.name,
        fields: [{ path: "isActive", before: false, after: true }], write: { operation: "reactivate", kind, id: ledgerId, token: record.token, document: record.document }, candidates: [], decision: null,
        baseVersion: null, baseToken: record.token, dependsOn: null, state: "planned", reason: null,
      },
    ]);
    await setPlanState(session, planId, ["computing"], "approved", actor.name);
    return queued.runId;
  });
  return { release: records, isSettled: false, resolution: "made active", run: runId === null ? "records" : "everything" };
};
