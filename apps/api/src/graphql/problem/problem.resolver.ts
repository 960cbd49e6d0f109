import { countProblems, listProblemRecords, listProblems, problemCounts, type ProblemView } from "@tieout/store";
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import { Access, readers } from "../shared/access.js";
import { PageArgs, pageOf, toConnection } from "../shared/connection.js";
import type { Context } from "../shared/context.js";
import { keyOf } from "../shared/global-id.js";
import { ProblemsArgs } from "./problem.inputs.js";
import { ProblemConnectionType, ProblemCountsType, ProblemRecordConnectionType, ProblemType, recordGlobalTypes } from "./problem.type.js";

@Resolver(() => ProblemType)
export class ProblemResolver {
  @Access({ roles: readers, scopes: ["SYNC_READ"] })
  @Query(() => ProblemConnectionType, { description: "Grouped by cause: errors first." })
  async problems(@Args(() => ProblemsArgs) args: ProblemsArgs, @Ctx() { read }: Context) {
    const page = pageOf(args);
    const recordId = args.filter?.recordId ? keyOf(recordGlobalTypes, args.filter.recordId, ["filter", "recordId"]) : null;
    const filter = { ...args.filter, recordId };
    return toConnection(await read((session) => listProblems(session, filter, page)), args.after, () => read((session) => countProblems(session, filter)));
  }

  @Access({ roles: readers, scopes: ["SYNC_READ"] })
  @Query(() => ProblemType, { nullable: true })
  problem(@Arg("id", () => ID) id: string, @Ctx() { loaders }: Context) {
    return loaders.problem.load(keyOf("Problem", id, ["id"]));
  }

  @Access({ roles: readers, scopes: ["SYNC_READ"] })
  @Query(() => ProblemCountsType)
  problemCounts(@Ctx() { read }: Context) {
    return read(problemCounts);
  }

  @FieldResolver(() => ProblemRecordConnectionType)
  async records(@Root() problem: ProblemView, @Args(() => PageArgs) args: PageArgs, @Ctx() { read }: Context) {
    const page = pageOf(args);
    return toConnection(await read((session) => listProblemRecords(session, problem.id, page)), args.after);
  }
}
