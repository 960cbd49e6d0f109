import { HubError, newId, type Actor, type RecordKind } from "@tieout/domain";
import {
  connectionById,
  hasOpenWork,
  hasSchedules,
  insertRecordEvent,
  insertRun,
  insertWork,
  lockConnection,
  lockSync,
  markAllDirty,
  markEnabled,
  openPlans,
  refusedRecords,
  replacePlan,
  setWorkRun,
  tryRefusedSignIn,
  wakeHeldWork,
  type ConnectionRow,
  type FirmSession,
  type Store,
} from "@tieout/store";
import { chosenIn } from "./approval.js";
import type { Engine, WorkKind, WorkRequest, WorkScope } from "./engine-types.js";

export interface QueueDeps {
  store: Store;
  /** The worker of this process looks for work at once. */
  wake(): void;
}

/** Somebody waits for a few records on the screen; others wait for a run; ticks do not mind. */
function priorityOf(scope: WorkScope): number {
  const chosen = chosenIn(scope).length;
  return chosen > 0 && chosen <= 25 ? 20 : 10;
}

export interface QueuedWork {
  connectionId: string;
  kind: WorkKind;
  slot: string;
  trigger: "user" | "api" | "retry";
  requestedBy: string;
  scope: WorkScope;
  /** The run that goes on; null for a new one. */
  runId: string | null;
}

/** What a person decides, in a transaction that has the sync's lock before it touches a record (`lockSync`). */
export function inDecision<T>(store: Store, firmId: string, decision: (session: FirmSession) => Promise<T>): Promise<T> {
  return store.withFirm(firmId, async (session) => {
    await lockSync(session);
    return decision(session);
  });
}

/** Queues work for a run that can be watched from now on. */
export async function queueWork(session: FirmSession, deps: QueueDeps, work: QueuedWork): Promise<{ workId: string; runId: string }> {
  const runId = work.runId ?? newId();
  const queued = await insertWork(session, { ...work, id: newId(), runId: null, priority: priorityOf(work.scope) });
  if (!queued.isNew && queued.runId !== null) return { workId: queued.id, runId: queued.runId };
  if (work.runId === null) await insertRun(session, { id: runId, connectionId: work.connectionId, kind: work.kind, trigger: work.trigger, state: "queued", startedBy: work.requestedBy });
  await setWorkRun(session, queued.id, runId);
  await tryRefusedSignIn(session, work.connectionId);
  // Not before this transaction is committed.
  setTimeout(() => deps.wake(), 0);
  return { workId: queued.id, runId };
}

/** What starts the sync: a person's request, or switching it on. */
export function createRequests(deps: QueueDeps): Pick<Engine, "request" | "retry" | "tieOut" | "enable"> {
  return {
    async request(request) {
      return inDecision(deps.store, request.firmId, (session) => queueRequest(session, deps, request));
    },

    async retry({ refusedIn, ...request }) {
      return inDecision(deps.store, request.firmId, async (session) => {
        const records = await refusedRecords(session, refusedIn);
        if (records.length === 0) throw new HubError("CONFLICT", "Nothing of this run was refused, so there is nothing to send again.");
        return { ...(await queueRequest(session, deps, { ...request, ...workOf(records) })), records: records.length };
      });
    },

    async tieOut({ firmId, connectionId, isChecked, trigger, requestedBy }) {
      return inDecision(deps.store, firmId, async (session) => {
        await workingConnection(session, connectionId);
        return queueWork(session, deps, { connectionId, kind: "tie-out", slot: newId(), trigger, requestedBy, scope: isChecked ? { isChecked } : {}, runId: null });
      });
    },

    async enable({ firmId, connectionId, actor }) {
      return inDecision(deps.store, firmId, async (session) => {
        await lockConnection(session, connectionId);
        const connection = await existingConnection(session, connectionId);
        if (!["ready", "enabled"].includes(connection.state)) throw new HubError("NOT_CONNECTED", notWorking(connection));
        if (!connection.settingsSavedAt) throw new HubError("NOT_ALLOWED", "Save what to sync first. Saving sends nothing.");
        if (await hasSchedules(session, connectionId)) throw new HubError("CONFLICT", "The sync is on already.");
        // A second run would find nothing left to plan and take that for agreement.
        if (await hasOpenWork(session, connectionId, "import")) throw new HubError("CONFLICT", "The first plan is being made already. It opens when it is ready; nothing is sent before you approve it.");
        for (const plan of await openPlans(session, connectionId)) await replacePlan(session, plan, actor.name);
        await markEnabled(session, connectionId);
        await markAllDirty(session);
        await insertRecordEvent(session, actor, { kind: "connection", recordId: connectionId, action: "enabled" });
        const { runId } = await queueWork(session, deps, { connectionId, kind: "import", slot: newId(), trigger: triggerOf(actor), requestedBy: actor.name, scope: {}, runId: null });
        return { runId };
      });
    },
  };
}

async function queueRequest(session: FirmSession, deps: QueueDeps, request: WorkRequest): Promise<{ workId: string; runId: string }> {
  const { connectionId, kind, trigger, requestedBy } = request;
  await workingConnection(session, connectionId);
  const scope = scopeOf(request);
  // Whoever asks for everything asks for what waits, first of all; chosen records go before it.
  if (!scope.isPlanOnly) await wakeHeldWork(session, connectionId, { priority: chosenIn(scope).length > 0 ? 0 : priorityOf(scope), isAsked: true });
  return queueWork(session, deps, { connectionId, kind, slot: request.key ?? newId(), trigger, requestedBy, scope, runId: null });
}

/** The work that sends these records and nothing else, whatever their date; those of one kind go alone. */
export function workOf(records: readonly { kind: RecordKind; recordId: string }[]): Required<Pick<WorkRequest, "kind" | "scope">> {
  const idsOf = (kind: RecordKind) => [...new Set(records.flatMap((record) => (record.kind === kind ? [record.recordId] : [])))];
  const isAll = (kind: RecordKind) => records.every((record) => record.kind === kind);
  if (isAll("client")) return { kind: "clients", scope: { clientIds: idsOf("client") } };
  if (isAll("invoice")) return { kind: "invoices", scope: { invoiceIds: idsOf("invoice") } };
  if (isAll("time-entry")) return { kind: "timesheets", scope: { timeEntryIds: idsOf("time-entry") } };
  return { kind: "everything", scope: { clientIds: idsOf("client"), invoiceIds: idsOf("invoice"), timeEntryIds: idsOf("time-entry") } };
}

export function triggerOf(actor: Actor): "user" | "api" {
  return actor.kind === "api-key" ? "api" : "user";
}

export async function existingConnection(session: FirmSession, connectionId: string): Promise<ConnectionRow> {
  const connection = await connectionById(session, connectionId);
  if (!connection) throw new HubError("NOT_FOUND", "There is no such connection.");
  return connection;
}

/** Whether anything may be sent now: switched on, not paused or lost, and the first plan was approved. */
export async function mayWork(session: FirmSession, connection: ConnectionRow): Promise<boolean> {
  return connection.state === "enabled" && hasSchedules(session, connection.id);
}

/** A connection that may send. Throws in words what it lacks. */
export async function workingConnection(session: FirmSession, connectionId: string): Promise<ConnectionRow> {
  const connection = await existingConnection(session, connectionId);
  if (connection.state !== "enabled") throw new HubError("NOT_CONNECTED", notWorking(connection));
  if (!(await hasSchedules(session, connectionId))) throw new HubError("NOT_ALLOWED", "Approve the first plan first. Nothing is sent to QuickBooks before that.");
  return connection;
}

function notWorking({ state, stateReason }: ConnectionRow): string {
  switch (state) {
    case "paused":
      return "The sync is paused. Resume it first; what waits is sent then.";
    case "action-required":
      return `${stateReason?.replace(/\.$/, "") ?? "The connection needs you"}. Reconnect first; what waits is sent then.`;
    case "disconnected":
      return "QuickBooks is not connected. Connect it in Settings.";
    default:
      return "The sync is not switched on yet. Choose what to sync and enable it in Settings.";
  }
}

function scopeOf({ scope = {} }: WorkRequest): WorkScope {
  const { clientIds, invoiceIds, timeEntryIds, isPlanOnly } = scope;
  return { ...(clientIds && { clientIds }), ...(invoiceIds && { invoiceIds }), ...(timeEntryIds && { timeEntryIds }), ...(isPlanOnly && { isPlanOnly }) };
}
