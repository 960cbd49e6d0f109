import { ArgsType, Field, ID, InputType } from "type-graphql";
import { PageArgs } from "../shared/connection.js";
import { RecordKindEnum } from "../shared/enums.js";

@ArgsType()
export class SetAsideArgs extends PageArgs {
  @Field(() => [RecordKindEnum], { nullable: true, description: "Only records of these kinds." })
  recordKinds?: string[] | null;
}

@InputType("SetAsideInput")
export class SetAsideInput {
  @Field(() => [ID], { description: "Up to 250 clients, sites, staff, invoices or time entries." })
  recordIds: string[];
  @Field(() => String, { description: "Why, for the history. Shown wherever the record is." })
  reason: string;
}

@InputType("IncludeAgainInput")
export class IncludeAgainInput {
  @Field(() => [ID], { description: "Up to 250 records that were left out." })
  recordIds: string[];
}
