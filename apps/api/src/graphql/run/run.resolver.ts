import { priceOfCalls } from "@tieout/domain";
import { countListedChanges, countRuns, listCallsOfRun, listChanges, listRuns, type RunView } from "@tieout/store";
import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import { ChangesArgs } from "../plan/plan.inputs.js";
import { ChangeConnectionType, PlanType } from "../plan/plan.type.js";
import { Access, bookkeepers, readers } from "../shared/access.js";
import { PageArgs, pageOf, toConnection } from "../shared/connection.js";
import type { Context } from "../shared/context.js";
import { keyOf } from "../shared/global-id.js";
import { RunsArgs } from "./run.inputs.js";
import { CallCountsType, LedgerCallConnectionType, RunConnectionType, RunCountsType, RunType } from "./run.type.js";

@Resolver(() => RunType)
export class RunResolver {
  @Access({ roles: readers, scopes: ["SYNC_READ"] })
  @Query(() => RunConnectionType)
  async runs(@Args(() => RunsArgs) args: RunsArgs, @Ctx() { read }: Context) {
    const page = pageOf(args);
    const filter = args.filter ?? {};
    return toConnection(await read((session) => listRuns(session, filter, page)), args.after, () => read((session) => countRuns(session, filter)));
  }

  @Access({ roles: readers, scopes: ["SYNC_READ"] })
  @Query(() => RunType, { nullable: true })
  run(@Arg("id", () => ID) id: string, @Ctx() { loaders }: Context) {
    return loaders.run.load(keyOf("Run", id, ["id"]));
  }

  @FieldResolver(() => Int, { nullable: true, description: "At the pace so far; null before there is one." })
  etaSeconds(@Root() { state, done, total, spellSeconds }: RunView): number | null {
    if (state !== "running" || spellSeconds === null || !total || done === 0 || done >= total) return null;
    return Math.ceil((spellSeconds / done) * (total - done));
  }

  @FieldResolver(() => RunCountsType)
  counts(@Root() run: RunView): RunCountsType {
    const of = (name: string) => run.counts[name] ?? 0;
    const [created, updated, linked, removed, unchanged] = [of("created"), of("updated"), of("linked"), of("removed"), of("unchanged")];
    const [asked, blocked, refused, skipped, checking] = [of("asked"), of("blocked"), of("refused"), of("skipped"), of("checking")];
    const settled = created + updated + linked + removed;
    const planned = settled + asked + blocked + refused + skipped + checking;
    return { sensed: planned + unchanged, planned, sent: created + updated + removed + refused + checking, settled, created, updated, linked, removed, unchanged, asked, blocked, refused, skipped, checking };
  }

  @FieldResolver(() => CallCountsType)
  async calls(@Root() run: RunView, @Ctx() { callBudget }: Context): Promise<CallCountsType> {
    const of = (name: string) => run.calls[name] ?? 0;
    return { reads: of("read"), writes: of("write"), batches: of("batch"), repeated: run.repeatedCalls, throttled: of("throttled"), metered: of("metered"), cost: priceOfCalls(of("metered"), await callBudget()) };
  }

  @FieldResolver(() => PlanType, { nullable: true })
  plan(@Root() run: RunView, @Ctx() { loaders }: Context) {
    return run.planId && loaders.plan.load(run.planId);
  }

  @FieldResolver(() => ChangeConnectionType)
  async changes(@Root() run: RunView, @Args(() => ChangesArgs) args: ChangesArgs, @Ctx() { read }: Context) {
    const page = pageOf(args);
    const of = { runId: run.id };
    return toConnection(await read((session) => listChanges(session, of, args.filter ?? {}, page)), args.after, () => read((session) => countListedChanges(session, of, args.filter ?? {})));
  }

  @Access({ roles: bookkeepers, scopes: ["AUDIT_READ"] })
  @FieldResolver(() => LedgerCallConnectionType, { description: "Every exchange with QuickBooks." })
  async exchanges(@Root() run: RunView, @Args(() => PageArgs) args: PageArgs, @Ctx() { read }: Context) {
    const page = pageOf(args);
    return toConnection(await read((session) => listCallsOfRun(session, run.id, page)), args.after);
  }
}
