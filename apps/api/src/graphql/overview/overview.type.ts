import { Field, Int } from "type-graphql";
import { SyncKindEnum } from "../connection/connection.type.js";
import { ProblemCountsType } from "../problem/problem.type.js";
import { RunType } from "../run/run.type.js";
import { DateScalar } from "../shared/scalars.js";
import { View } from "../shared/view.js";
import { TieOutType } from "../tie-out/tie-out.type.js";

@View("OverviewLane")
export class OverviewLaneType {
  @Field(() => SyncKindEnum)
  kind: string;
  @Field(() => RunType, { nullable: true })
  lastRun: object | null;
  @Field(() => Int)
  sentToday: number;
  @Field(() => Int)
  waiting: number;
  @Field(() => Int)
  blocked: number;
  @Field(() => Int)
  failed: number;
}

@View("OverviewDay")
export class OverviewDayType {
  @Field(() => DateScalar)
  day: string;
  @Field(() => Int)
  sent: number;
  @Field(() => Int)
  failed: number;
}

@View("ChecklistStep")
export class ChecklistStepType {
  @Field(() => String)
  key: string;
  @Field(() => String)
  title: string;
  @Field(() => Boolean)
  isDone: boolean;
  @Field(() => String, { description: "What to do, in a sentence." })
  detail: string;
}

@View("Overview", { description: "Whether all is well, by lane and day, and what is left to set up." })
export class OverviewType {
  @Field(() => [OverviewLaneType])
  lanes: OverviewLaneType[];
  @Field(() => [OverviewDayType], { description: "The last 14 days, oldest first." })
  days: OverviewDayType[];
  @Field(() => ProblemCountsType)
  problemCounts: ProblemCountsType;
  @Field(() => [ChecklistStepType])
  checklist: ChecklistStepType[];
  @Field(() => TieOutType, { nullable: true, description: "The last proof that both sides agree; null before the first." })
  tieOut: object | null;
}
