import { Field, ID, InputType } from "type-graphql";
import { DateScalar } from "../shared/scalars.js";

@InputType("PlanUndoInput", { description: "Exactly one of the three." })
export class PlanUndoInput {
  @Field(() => ID, { nullable: true, description: "One applied change." })
  changeId?: string | null;
  @Field(() => ID, { nullable: true, description: "Everything a run applied; the run must be over." })
  runId?: string | null;
  @Field(() => DateScalar, { nullable: true, description: "Everything applied on a day, from midnight to midnight of the firm's time zone." })
  day?: string | null;
}
