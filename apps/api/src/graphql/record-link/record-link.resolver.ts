import { HubError } from "@tieout/domain";
import { liveConnection } from "@tieout/practice";
import type { LinkableRecord } from "@tieout/sync";
import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { recordOfGlobalId } from "../problem/problem.type.js";
import { Access, bookkeepers } from "../shared/access.js";
import type { Context } from "../shared/context.js";
import { keyOf } from "../shared/global-id.js";
import { idempotent } from "../shared/idempotency.js";
import { answer } from "../shared/user-error.js";
import { LinkRecordInput, MarkHandledInput, RemoveLinkInput } from "./record-link.inputs.js";
import { LinkRecordPayload, RecordLinkPayload } from "./record-link.type.js";

/** Correcting what a client or an invoice is in QuickBooks, whether or not it has a problem. */
@Resolver()
export class RecordLinkResolver {
  @Access({ roles: bookkeepers, scopes: ["SYNC_RUN"] })
  @Mutation(() => LinkRecordPayload, { description: "Says which customer a client, or which invoice an invoice is in QuickBooks. It is read there and compared first; a link there was ends, and a record that was left out takes part again." })
  linkRecord(@Arg("input", () => LinkRecordInput) input: LinkRecordInput, @Ctx() context: Context): Promise<LinkRecordPayload> {
    return idempotent(context, "linkRecord", input, () =>
      answer<LinkRecordPayload>(async () => {
        const record = linkableOf(input.recordId);
        const ledgerId = input.ledgerId.trim();
        if (ledgerId === "") throw new HubError("INVALID", "Choose the record in QuickBooks.", ["input", "ledgerId"]);
        const { app, loaders } = context;
        const { linkedTo, runId } = await app.engine.linkRecord({ ...(await callerOf(context)), record, ledgerId });
        return { linkedTo, run: runId ? await loaders.run.load(runId) : null };
      }, {}),
    );
  }

  @Access({ roles: bookkeepers, scopes: ["SYNC_RUN"] })
  @Mutation(() => RecordLinkPayload, { description: "Ends a link that is wrong. The record is left out of the sync until linkRecord or includeAgain, so that nothing is created a second time by itself. What is in QuickBooks stays there." })
  removeLink(@Arg("input", () => RemoveLinkInput) input: RemoveLinkInput, @Ctx() context: Context): Promise<RecordLinkPayload> {
    return idempotent(context, "removeLink", input, () =>
      answer<RecordLinkPayload>(async () => {
        const record = linkableOf(input.recordId);
        await context.app.engine.removeLink({ ...(await callerOf(context)), record });
        return {};
      }, {}),
    );
  }

  @Access({ roles: bookkeepers, scopes: ["SYNC_RUN"] })
  @Mutation(() => RecordLinkPayload, { description: "Counts a final invoice that was not sent as settled in QuickBooks by hand: nothing is sent. includeAgain takes it back." })
  markHandled(@Arg("input", () => MarkHandledInput) input: MarkHandledInput, @Ctx() context: Context): Promise<RecordLinkPayload> {
    return idempotent(context, "markHandled", input, () =>
      answer<RecordLinkPayload>(async () => {
        const invoiceId = keyOf("Invoice", input.invoiceId, ["input", "invoiceId"]);
        const reason = input.reason.trim();
        if (reason === "" || reason.length > 500) throw new HubError("INVALID", "Say why, in up to 500 characters: it is shown wherever the invoice is.", ["input", "reason"]);
        await context.app.engine.markHandled({ ...(await callerOf(context)), invoiceId, reason });
        return {};
      }, {}),
    );
  }
}

async function callerOf({ practice, signedIn, read }: Context) {
  const { id } = await read(liveConnection);
  return { firmId: signedIn.firmId, connectionId: id, actor: practice.actor };
}

/** @throws HubError `INVALID` for a record whose link is not changed on its page. */
function linkableOf(id: string): LinkableRecord {
  const { kind, recordId } = recordOfGlobalId(id, ["input", "recordId"]);
  if (kind !== "client" && kind !== "invoice") throw new HubError("INVALID", "Only a client or an invoice is linked like this.", ["input", "recordId"]);
  return { kind, recordId };
}
