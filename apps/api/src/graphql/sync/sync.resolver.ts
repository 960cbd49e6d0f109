import { addDays, HubError } from "@tieout/domain";
import { liveConnection } from "@tieout/practice";
import { listedInvoiceIds, listedTimeEntryIds, type ConnectionRow, type FirmSession } from "@tieout/store";
import type { WorkRequest } from "@tieout/sync";
import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { RetryRunInput } from "../run/run.inputs.js";
import { RetryRunPayload, RunPayload } from "../run/run.type.js";
import { Access, approvers, bookkeepers } from "../shared/access.js";
import type { Context } from "../shared/context.js";
import { keyOf, keysOrNull } from "../shared/global-id.js";
import { idempotent } from "../shared/idempotency.js";
import { answer } from "../shared/user-error.js";
import { SyncNowInput, SyncRecordInput, SyncRecordsInput } from "./sync.inputs.js";

/** Most records one request may name. */
const mostRecords = 250;
const everything = { ids: null, beforeStartDate: false, dryRun: false };

/** "Sync now" in its forms: all of them ask the engine for work and answer with the run to follow. */
@Resolver()
export class SyncResolver {
  @Access({ roles: bookkeepers, scopes: ["SYNC_RUN"] })
  @Mutation(() => RunPayload)
  syncNow(@Arg("input", () => SyncNowInput, { nullable: true }) input: SyncNowInput | null, @Ctx() context: Context): Promise<RunPayload> {
    return start(context, "syncNow", input, () => {
      const kinds = input?.kinds ?? [];
      if (kinds.length > 1 && kinds.length < 3) throw new HubError("INVALID", "Name one kind, or none for all.", ["input", "kinds"]);
      return { kind: kinds.length === 1 ? (kinds[0] ?? "everything") : "everything", scope: { isPlanOnly: input?.dryRun ?? false } };
    });
  }

  @Access({ roles: bookkeepers, scopes: ["SYNC_RUN"] })
  @Mutation(() => RunPayload)
  syncClients(@Arg("input", () => SyncRecordsInput, { nullable: true }) input: SyncRecordsInput | null, @Ctx() context: Context): Promise<RunPayload> {
    return start(context, "syncClients", input, async (connection) => ({ kind: "clients", scope: { clientIds: await idsOf("Client", input, context, connection), isPlanOnly: input?.dryRun ?? false } }));
  }

  @Access({ roles: bookkeepers, scopes: ["SYNC_RUN"] })
  @Mutation(() => RunPayload, { description: "One client, at once." })
  syncClient(@Arg("input", () => SyncRecordInput) input: SyncRecordInput, @Ctx() context: Context): Promise<RunPayload> {
    return start(context, "syncClient", input, () => ({ kind: "clients", scope: { clientIds: [keyOf("Client", input.id, ["input", "id"])], isPlanOnly: input.dryRun } }));
  }

  @Access({ roles: bookkeepers, scopes: ["SYNC_RUN"] })
  @Mutation(() => RunPayload)
  syncInvoices(@Arg("input", () => SyncRecordsInput, { nullable: true }) input: SyncRecordsInput | null, @Ctx() context: Context): Promise<RunPayload> {
    return start(context, "syncInvoices", input, async (connection) => ({ kind: "invoices", scope: { invoiceIds: await idsOf("Invoice", input, context, connection), isPlanOnly: input?.dryRun ?? false } }));
  }

  @Access({ roles: approvers, scopes: ["SYNC_RUN"] })
  @Mutation(() => RunPayload)
  syncTimeEntries(@Arg("input", () => SyncRecordsInput, { nullable: true }) input: SyncRecordsInput | null, @Ctx() context: Context): Promise<RunPayload> {
    return start(context, "syncTimeEntries", input, async (connection) => ({ kind: "timesheets", scope: { timeEntryIds: await idsOf("TimeEntry", input, context, connection), isPlanOnly: input?.dryRun ?? false } }));
  }

  @Access({ roles: bookkeepers, scopes: ["SYNC_RUN"] })
  @Mutation(() => RetryRunPayload, { description: "Sends again what QuickBooks refused in a run: all of it, however much, and nothing else." })
  retryRun(@Arg("input", () => RetryRunInput) input: RetryRunInput, @Ctx() context: Context): Promise<RetryRunPayload> {
    return idempotent(context, "retryRun", input, () =>
      answer<RetryRunPayload>(async () => {
        const { app, signedIn, read, loaders } = context;
        const connection = await read(liveConnection);
        const trigger = context.trigger === "api" ? "api" : "retry";
        const { runId, records } = await app.engine.retry({ firmId: signedIn.firmId, connectionId: connection.id, refusedIn: keyOf("Run", input.runId, ["input", "runId"]), trigger, requestedBy: signedIn.name });
        return { run: await loaders.run.load(runId), records };
      }, { records: 0 }),
    );
  }
}

type Wanted = Pick<WorkRequest, "kind" | "scope">;

function start(context: Context, operation: string, input: object | null, wanted: (connection: ConnectionRow) => Wanted | Promise<Wanted>): Promise<RunPayload> {
  return idempotent(context, operation, input ?? everything, () =>
    answer<RunPayload>(async () => {
      const { app, signedIn, read, loaders } = context;
      const connection = await read(liveConnection);
      const request = await wanted(connection);
      const { runId } = await app.engine.request({ ...request, firmId: signedIn.firmId, connectionId: connection.id, trigger: context.trigger, requestedBy: signedIn.name });
      return { run: await loaders.run.load(runId) };
    }, {}),
  );
}

/** What was not sent: a plan that waits, or was thrown away, leaves its records queued. */
const unsent = ["never-sent", "queued"];
/** What is dated before the start date and was not sent, as the views of it list it. */
const earlier = {
  Invoice: (session: FirmSession, lastDay: string) => listedInvoiceIds(session, { statuses: ["new"], syncStates: unsent, issuedTo: lastDay }),
  TimeEntry: (session: FirmSession, lastDay: string) => listedTimeEntryIds(session, { statuses: ["approved", "locked"], syncStates: unsent, to: lastDay }),
};

async function idsOf(type: "Client" | "Invoice" | "TimeEntry", input: SyncRecordsInput | null, { read }: Context, { startDate }: ConnectionRow): Promise<string[] | undefined> {
  if (input?.beforeStartDate) {
    const field = ["input", "beforeStartDate"];
    if (input.ids) throw new HubError("INVALID", "Name records, or ask for all from before the start date; not both.", field);
    if (type === "Client") throw new HubError("INVALID", "Clients have no date: name them, or sync all that are due.", field);
    const ids = startDate === null ? [] : await read((session) => earlier[type](session, addDays(startDate, -1)));
    if (ids.length === 0) throw new HubError("CONFLICT", "Nothing from before the start date is left to send.", field);
    return ids;
  }
  if (input?.ids && input.ids.length > mostRecords) throw new HubError("LIMIT_EXCEEDED", `Name at most ${mostRecords} records, or none for all that are due.`, ["input", "ids"]);
  return keysOrNull(type, input?.ids, ["input", "ids"]) ?? undefined;
}
