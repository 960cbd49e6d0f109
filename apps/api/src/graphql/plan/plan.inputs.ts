import { ArgsType, Field, ID, InputType } from "type-graphql";
import { PageArgs } from "../shared/connection.js";
import { RecordKindEnum } from "../shared/enums.js";
import { UndoVerdictEnum } from "../undo/undo.type.js";
import { ChangeOperationEnum, ChangeSideEnum, ChangeStateEnum, MatchChoiceEnum } from "./plan.type.js";

@InputType("ChangeFilter")
export class ChangeFilterInput {
  @Field(() => [ChangeStateEnum], { nullable: true })
  states?: string[] | null;
  @Field(() => [RecordKindEnum], { nullable: true })
  recordKinds?: string[] | null;
  @Field(() => [ChangeSideEnum], { nullable: true })
  sides?: string[] | null;
  @Field(() => [ChangeOperationEnum], { nullable: true })
  operations?: string[] | null;
  @Field(() => Boolean, { nullable: true, description: "Only possible duplicates, decided or not; or only the others." })
  isQuestion?: boolean | null;
  @Field(() => [UndoVerdictEnum], { nullable: true, description: "Of an undo." })
  verdicts?: string[] | null;
  @Field(() => String, { nullable: true })
  search?: string | null;
}

@ArgsType()
export class ChangesArgs extends PageArgs {
  @Field(() => ChangeFilterInput, { nullable: true })
  filter?: ChangeFilterInput | null;
}

@InputType("PlanInput")
export class PlanInput {
  @Field(() => ID)
  planId: string;
}

@InputType("ApprovePlanInput")
export class ApprovePlanInput extends PlanInput {
  @Field(() => [ID], { nullable: true, description: "Of a plan of the sync, only these changes and what they depend on, in a run of their own; the rest goes on waiting. Left out: the whole plan." })
  changeIds?: string[] | null;
}

@InputType("MatchDecisionInput")
export class MatchDecisionInput {
  @Field(() => ID)
  changeId: string;
  @Field(() => MatchChoiceEnum, { nullable: true, description: "Null takes the decision back." })
  choice?: "link" | "create" | "skip" | null;
  @Field(() => String, { nullable: true, description: "With LINK: the candidate's targetId." })
  targetId?: string | null;
}

@InputType("DecideMatchesInput", { description: "Up to 250 at once." })
export class DecideMatchesInput {
  @Field(() => ID)
  planId: string;
  @Field(() => [MatchDecisionInput])
  decisions: MatchDecisionInput[];
}
