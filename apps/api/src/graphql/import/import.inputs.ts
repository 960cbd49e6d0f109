import { ArgsType, Field, ID, InputType } from "type-graphql";
import { PageArgs } from "../shared/connection.js";
import { ImportFieldEnum, ImportVerdictEnum } from "./import.type.js";

@ArgsType()
export class ImportRowsArgs extends PageArgs {
  @Field(() => [ImportVerdictEnum], { nullable: true })
  verdicts?: string[] | null;
}

@InputType("ImportDecisionInput", { description: "One of: a target, a new client, or leaving the rows out." })
export class ImportDecisionInput {
  @Field(() => ImportFieldEnum)
  field: "client" | "category" | "staff";
  @Field(() => String, { description: "As the file has it." })
  value: string;
  @Field(() => ID, { nullable: true, description: "A client, a staff member, or a billable category or type." })
  targetId?: string | null;
  @Field(() => Boolean, { defaultValue: false, description: "Take on a new client of that name." })
  create: boolean;
  @Field(() => Boolean, { defaultValue: false })
  isSkipped: boolean;
}

@InputType("DecideImportValuesInput")
export class DecideImportValuesInput {
  @Field(() => ID)
  importId: string;
  @Field(() => [ImportDecisionInput])
  decisions: ImportDecisionInput[];
}

@InputType("ImportInput")
export class ImportInput {
  @Field(() => ID)
  importId: string;
}

@InputType("CommitImportInput")
export class CommitImportInput extends ImportInput {
  @Field(() => Boolean, { defaultValue: false, description: "Import what is ready and leave the rows that still need a mapping." })
  leaveUnmapped: boolean;
}
