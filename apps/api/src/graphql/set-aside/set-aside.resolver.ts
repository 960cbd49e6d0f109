import { HubError } from "@tieout/domain";
import { liveConnection } from "@tieout/practice";
import { countSetAside, listSetAside, type SetAsideView } from "@tieout/store";
import type { RecordKey } from "@tieout/sync";
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { recordGlobalId, recordOfGlobalId } from "../problem/problem.type.js";
import { Access, bookkeepers, readers } from "../shared/access.js";
import { pageOf, toConnection } from "../shared/connection.js";
import type { Context } from "../shared/context.js";
import { idempotent } from "../shared/idempotency.js";
import { money, MoneyType } from "../shared/types.js";
import { answer } from "../shared/user-error.js";
import { IncludeAgainInput, SetAsideArgs, SetAsideInput } from "./set-aside.inputs.js";
import { IncludeAgainPayload, SetAsideConnectionType, SetAsidePayload, SetAsideType } from "./set-aside.type.js";

/** Most records one request may name. */
const mostRecords = 250;

/** Leaving records out of the sync, seeing what was left out, and taking it back. */
@Resolver(() => SetAsideType)
export class SetAsideResolver {
  @Access({ roles: readers, scopes: ["SYNC_READ"] })
  @Query(() => SetAsideConnectionType, { description: "What people left out of the sync, the newest first." })
  async setAsideRecords(@Args(() => SetAsideArgs) args: SetAsideArgs, @Ctx() { read }: Context) {
    const page = pageOf(args);
    const filter = { recordKinds: args.recordKinds ?? null };
    return toConnection(await read((session) => listSetAside(session, filter, page)), args.after, () => read((session) => countSetAside(session, filter)));
  }

  @Access({ roles: bookkeepers, scopes: ["SYNC_RUN"] })
  @Mutation(() => SetAsidePayload, { description: "Leaves records out of every sync until includeAgain. A write that is on its way still arrives; what is in QuickBooks stays there." })
  setAside(@Arg("input", () => SetAsideInput) input: SetAsideInput, @Ctx() context: Context): Promise<SetAsidePayload> {
    return idempotent(context, "setAside", input, () =>
      answer<SetAsidePayload>(async () => {
        const records = recordsOf(input.recordIds);
        const reason = input.reason.trim();
        if (reason === "" || reason.length > 500) throw new HubError("INVALID", "Say why, in up to 500 characters: it is shown wherever the record is.", ["input", "reason"]);
        const { app, practice, signedIn, read } = context;
        const { id } = await read(liveConnection);
        await app.engine.setAside({ firmId: signedIn.firmId, connectionId: id, records, reason, actor: practice.actor });
        return { setAside: records.length };
      }, { setAside: 0 }),
    );
  }

  @Access({ roles: bookkeepers, scopes: ["SYNC_RUN"] })
  @Mutation(() => IncludeAgainPayload, { description: "Takes records back that were set aside or marked as handled in QuickBooks. They are compared and sent again, and so is what waits for them." })
  includeAgain(@Arg("input", () => IncludeAgainInput) input: IncludeAgainInput, @Ctx() context: Context): Promise<IncludeAgainPayload> {
    return idempotent(context, "includeAgain", input, () =>
      answer<IncludeAgainPayload>(async () => {
        const { app, practice, signedIn, read, loaders } = context;
        const { id } = await read(liveConnection);
        const { released, runId } = await app.engine.includeAgain({ firmId: signedIn.firmId, connectionId: id, records: recordsOf(input.recordIds), actor: practice.actor });
        return { released, run: runId ? await loaders.run.load(runId) : null };
      }, { released: 0 }),
    );
  }

  @FieldResolver(() => ID, { description: "The record; send it to includeAgain." })
  recordId(@Root() { recordKind, recordId }: SetAsideView): string | null {
    return recordGlobalId(recordKind, recordId);
  }

  @FieldResolver(() => MoneyType, { nullable: true, description: "What an invoice comes to." })
  amount(@Root() { amount, currency }: SetAsideView): MoneyType | null {
    return currency === null ? null : money(amount, currency);
  }
}

function recordsOf(ids: readonly string[]): RecordKey[] {
  if (ids.length === 0 || ids.length > mostRecords) throw new HubError(ids.length === 0 ? "INVALID" : "LIMIT_EXCEEDED", `Name 1 to ${mostRecords} records.`, ["input", "recordIds"]);
  return ids.map((id, index) => recordOfGlobalId(id, ["input", "recordIds", String(index)]));
}
