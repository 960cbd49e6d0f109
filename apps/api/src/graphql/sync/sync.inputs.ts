import { Field, ID, InputType } from "type-graphql";
import { SyncKindEnum } from "../connection/connection.type.js";

@InputType("SyncNowInput")
export class SyncNowInput {
  @Field(() => [SyncKindEnum], { nullable: true, description: "All kinds that are switched on when left out; at most one otherwise." })
  kinds?: ("clients" | "invoices" | "timesheets")[] | null;
  @Field(() => Boolean, { defaultValue: false, description: "Only compute the plan; nothing is written until it is approved." })
  dryRun: boolean;
}

@InputType("SyncRecordsInput")
export class SyncRecordsInput {
  @Field(() => [ID], { nullable: true, description: "Only these records; all that are due otherwise." })
  ids?: string[] | null;
  @Field(() => Boolean, { defaultValue: false, description: "Instead of naming them: all invoices, or all approved time, from before the start date that were never sent, however many. They never go by themselves." })
  beforeStartDate: boolean;
  @Field(() => Boolean, { defaultValue: false, description: "Only compute the plan; nothing is written until it is approved." })
  dryRun: boolean;
}

@InputType("SyncRecordInput")
export class SyncRecordInput {
  @Field(() => ID)
  id: string;
  @Field(() => Boolean, { defaultValue: false, description: "Only compute the plan; nothing is written until it is approved." })
  dryRun: boolean;
}
