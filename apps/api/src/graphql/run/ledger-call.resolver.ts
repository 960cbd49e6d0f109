import { keptJson, redact } from "@tieout/domain";
import { listCallsOutsideRuns, type CallTryView } from "@tieout/store";
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import { Access, bookkeepers } from "../shared/access.js";
import { PageArgs, pageOf, toConnection } from "../shared/connection.js";
import type { Context } from "../shared/context.js";
import { keyOf } from "../shared/global-id.js";
import { JsonScalar } from "../shared/scalars.js";
import { LedgerCallConnectionType, LedgerCallTryType, LedgerCallType } from "./run.type.js";

@Resolver(() => LedgerCallType)
export class LedgerCallResolver {
  @Access({ roles: bookkeepers, scopes: ["AUDIT_READ"] })
  @Query(() => LedgerCallType, { nullable: true })
  ledgerCall(@Arg("id", () => ID) id: string, @Ctx() { loaders }: Context) {
    return loaders.call.load(keyOf("LedgerCall", id, ["id"]));
  }

  @Access({ roles: bookkeepers, scopes: ["AUDIT_READ"] })
  @Query(() => LedgerCallConnectionType, {
    description: "Exchanges with QuickBooks that belong to no run, the newest first: of checks and remedies all, of hours in which nothing was found those that failed, and renewals of the sign-in that failed. The others of such hours are only counted.",
  })
  async callsOutsideRuns(@Args(() => PageArgs) args: PageArgs, @Ctx() { read }: Context) {
    const page = pageOf(args);
    return toConnection(await read((session) => listCallsOutsideRuns(session, page)), args.after);
  }

  @FieldResolver(() => JsonScalar, { nullable: true })
  error(@Root() { error }: { error: unknown }): unknown {
    // QuickBooks' sentence may quote a name or an amount; whoever works on the record reads it whole in its problem.
    return error == null ? null : redact(error);
  }

  @FieldResolver(() => [LedgerCallTryType], { description: "Each time a write left, the first time first. A read has none: it leaves once, and its repeat is a call of its own." })
  tries(@Root() { id }: { id: string }, @Ctx() { loaders }: Context): Promise<CallTryView[]> {
    return loaders.triesOfCall.load(id);
  }

  @FieldResolver(() => String, { nullable: true })
  async requestBody(@Root() { id }: { id: string }, @Ctx() { loaders }: Context): Promise<string | null> {
    const bodies = await loaders.callBodies.load(id);
    // The exact body of a call whose outcome is open is kept to be repeated; nobody is shown it.
    return bodies?.request == null ? null : keptJson(bodies.request);
  }

  @FieldResolver(() => String, { nullable: true })
  async responseBody(@Root() { id }: { id: string }, @Ctx() { loaders }: Context): Promise<string | null> {
    return (await loaders.callBodies.load(id))?.response ?? null;
  }
}
