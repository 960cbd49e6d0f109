import { ArgsType, Field, ID, InputType } from "type-graphql";
import { PageArgs } from "../shared/connection.js";
import { RunStateEnum, RunTriggerEnum } from "./run.type.js";

@InputType("RunFilter")
export class RunFilterInput {
  @Field(() => [RunStateEnum], { nullable: true })
  states?: string[] | null;
  @Field(() => [String], { nullable: true })
  kinds?: string[] | null;
  @Field(() => [RunTriggerEnum], { nullable: true })
  triggers?: string[] | null;
}

@ArgsType()
export class RunsArgs extends PageArgs {
  @Field(() => RunFilterInput, { nullable: true })
  filter?: RunFilterInput | null;
}

@InputType("RetryRunInput")
export class RetryRunInput {
  @Field(() => ID)
  runId: string;
}

@InputType("CancelRunInput")
export class CancelRunInput {
  @Field(() => ID)
  runId: string;
}
