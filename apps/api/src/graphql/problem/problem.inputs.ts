import { ArgsType, Field, ID, InputType } from "type-graphql";
import { PageArgs } from "../shared/connection.js";
import { RecordKindEnum } from "../shared/enums.js";
import { JsonScalar } from "../shared/scalars.js";
import { ProblemStateEnum, SeverityEnum } from "./problem.type.js";

@InputType("ProblemFilter")
export class ProblemFilterInput {
  @Field(() => [ProblemStateEnum], { nullable: true, description: "Open ones when left out." })
  states?: string[] | null;
  @Field(() => [SeverityEnum], { nullable: true })
  severities?: string[] | null;
  @Field(() => [String], { nullable: true })
  kinds?: string[] | null;
  @Field(() => [RecordKindEnum], { nullable: true })
  recordKinds?: string[] | null;
  @Field(() => ID, { nullable: true })
  recordId?: string | null;
}

@ArgsType()
export class ProblemsArgs extends PageArgs {
  @Field(() => ProblemFilterInput, { nullable: true })
  filter?: ProblemFilterInput | null;
}

@InputType("ResolveProblemInput")
export class ResolveProblemInput {
  @Field(() => ID)
  problemId: string;
  @Field(() => String, { description: "A remedy's kind." })
  remedy: string;
  @Field(() => JsonScalar, { nullable: true, description: "What the remedy asks for, by the names of its inputs." })
  values?: unknown;
  @Field(() => [ID], { nullable: true, description: "Only these records of the problem; all of them otherwise." })
  recordIds?: string[] | null;
  @Field(() => String, { nullable: true })
  reason?: string | null;
}
