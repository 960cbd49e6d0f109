import { HubError } from "@tieout/domain";
import { liveConnection } from "@tieout/practice";
import type { WorkRequest } from "@tieout/sync";
import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { RunPayload } from "../run/run.type.js";
import { Access, approvers, bookkeepers } from "../shared/access.js";
import type { Context } from "../shared/context.js";
import { keyOf, keysOrNull } from "../shared/global-id.js";
import { idempotent } from "../shared/idempotency.js";
import { answer } from "../shared/user-error.js";
import { SyncNowInput, SyncRecordInput, SyncRecordsInput } from "./sync.inputs.js";

/** Most records one request may name. */
const mostRecords = 250;
const everything = { ids: null, dryRun: false };

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
    return start(context, "syncClients", input, () => ({ kind: "clients", scope: { clientIds: idsOf("Client", input), isPlanOnly: input?.dryRun ?? false } }));
  }

  @Access({ roles: bookkeepers, scopes: ["SYNC_RUN"] })
  @Mutation(() => RunPayload, { description: "One client, at once." })
  syncClient(@Arg("input", () => SyncRecordInput) input: SyncRecordInput, @Ctx() context: Context): Promise<RunPayload> {
    return start(context, "syncClient", input, () => ({ kind: "clients", scope: { clientIds: [keyOf("Client", input.id, ["input", "id"])], isPlanOnly: input.dryRun } }));
  }

  @Access({ roles: bookkeepers, scopes: ["SYNC_RUN"] })
  @Mutation(() => RunPayload)
  syncInvoices(@Arg("input", () => SyncRecordsInput, { nullable: true }) input: SyncRecordsInput | null, @Ctx() context: Context): Promise<RunPayload> {
    return start(context, "syncInvoices", input, () => ({ kind: "invoices", scope: { invoiceIds: idsOf("Invoice", input), isPlanOnly: input?.dryRun ?? false } }));
  }

  @Access({ roles: approvers, scopes: ["SYNC_RUN"] })
  @Mutation(() => RunPayload)
  syncTimeEntries(@Arg("input", () => SyncRecordsInput, { nullable: true }) input: SyncRecordsInput | null, @Ctx() context: Context): Promise<RunPayload> {
    return start(context, "syncTimeEntries", input, () => ({ kind: "timesheets", scope: { timeEntryIds: idsOf("TimeEntry", input), isPlanOnly: input?.dryRun ?? false } }));
  }
}

type Wanted = Pick<WorkRequest, "kind" | "scope">;

function start(context: Context, operation: string, input: object | null, wanted: () => Wanted): Promise<RunPayload> {
  return idempotent(context, operation, input ?? everything, () =>
    answer<RunPayload>(async () => {
      const { app, signedIn, read, loaders } = context;
      const request = wanted();
      const connection = await read(liveConnection);
      const { runId } = await app.engine.request({ ...request, firmId: signedIn.firmId, connectionId: connection.id, trigger: context.trigger, requestedBy: signedIn.name });
      return { run: await loaders.run.load(runId) };
    }, {}),
  );
}

function idsOf(type: "Client" | "Invoice" | "TimeEntry", input: SyncRecordsInput | null): string[] | undefined {
  if (input?.ids && input.ids.length > mostRecords) throw new HubError("LIMIT_EXCEEDED", `Name at most ${mostRecords} records, or none for all that are due.`, ["input", "ids"]);
  return keysOrNull(type, input?.ids, ["input", "ids"]) ?? undefined;
}
