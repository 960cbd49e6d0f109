import { budgetLevel } from "@tieout/domain";
import { countListedChanges, listChanges, monthUsage, planCounts, waitingPlan, type PlanView } from "@tieout/store";
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import { RunType } from "../run/run.type.js";
import { Access, readers } from "../shared/access.js";
import { pageOf, toConnection } from "../shared/connection.js";
import type { Context } from "../shared/context.js";
import { keyOf } from "../shared/global-id.js";
import { planCost } from "./plan-cost.js";
import { ChangesArgs } from "./plan.inputs.js";
import { ChangeConnectionType, PlanCostType, PlanCountsType, PlanType } from "./plan.type.js";

const settled = ["skipped", "moved"];

@Resolver(() => PlanType)
export class PlanResolver {
  @Access({ roles: readers, scopes: ["SYNC_READ"] })
  @Query(() => PlanType, { nullable: true, description: "A stored plan; without an id, the one that waits for a person." })
  plan(@Arg("id", () => ID, { nullable: true }) id: string | null, @Ctx() { read, loaders }: Context) {
    return id ? loaders.plan.load(keyOf("Plan", id, ["id"])) : read(waitingPlan);
  }

  @FieldResolver(() => RunType, { nullable: true })
  run(@Root() plan: PlanView, @Ctx() { loaders }: Context) {
    return plan.runId && loaders.run.load(plan.runId);
  }

  @FieldResolver(() => PlanCountsType)
  async counts(@Root() plan: PlanView, @Ctx() { read }: Context): Promise<PlanCountsType> {
    const rows = await read((session) => planCounts(session, plan.id));
    const sum = (of: (row: (typeof rows)[number]) => boolean) => rows.filter(of).reduce((total, row) => total + row.count, 0);
    const goes = (row: (typeof rows)[number]) => !["ask", "blocked", ...settled].includes(row.state);
    return {
      total: sum(() => true),
      link: sum((row) => goes(row) && row.operation === "link"),
      createInHub: sum((row) => goes(row) && row.side === "hub" && row.operation === "create"),
      createInLedger: sum((row) => goes(row) && row.side === "ledger" && row.operation === "create"),
      updateInHub: sum((row) => goes(row) && row.side === "hub" && row.operation === "update"),
      updateInLedger: sum((row) => goes(row) && row.side === "ledger" && row.operation === "update"),
      remove: sum((row) => goes(row) && ["unlink", "deactivate", "delete", "void"].includes(row.operation)),
      ask: sum((row) => row.state === "ask"),
      blocked: sum((row) => row.state === "blocked"),
      skipped: sum((row) => settled.includes(row.state)),
      revert: sum((row) => row.verdict === "revert"),
      compensate: sum((row) => row.verdict === "compensate"),
      impossible: sum((row) => row.verdict === "impossible"),
    };
  }

  @FieldResolver(() => PlanCostType)
  async cost(@Root() plan: PlanView, @Ctx() { read }: Context): Promise<PlanCostType> {
    const rows = await read((session) => planCounts(session, plan.id));
    const { used, budget } = await read(monthUsage);
    return planCost(rows.filter((row) => row.side === "ledger" && row.state === "planned").reduce((total, row) => total + row.count, 0), budgetLevel(used, budget) === 100);
  }

  @FieldResolver(() => ChangeConnectionType)
  async changes(@Root() plan: PlanView, @Args(() => ChangesArgs) args: ChangesArgs, @Ctx() { read }: Context) {
    const page = pageOf(args);
    const of = { planId: plan.id };
    return toConnection(await read((session) => listChanges(session, of, args.filter ?? {}, page)), args.after, () => read((session) => countListedChanges(session, of, args.filter ?? {})));
  }
}
