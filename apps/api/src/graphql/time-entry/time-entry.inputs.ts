import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { PageArgs } from "../shared/connection.js";
import { SyncStateEnum } from "../shared/enums.js";
import { DateScalar, DecimalScalar } from "../shared/scalars.js";
import { TimeEntryStatusEnum } from "./time-entry.type.js";

@InputType("TimeEntryFilter")
export class TimeEntryFilterInput {
  @Field(() => [ID], { nullable: true, description: "Only these entries; what is gone, or not yours to see, is left out." })
  ids?: string[] | null;
  @Field(() => String, { nullable: true, description: "Words of the client's name or the note." })
  search?: string | null;
  @Field(() => [ID], { nullable: true })
  staffIds?: string[] | null;
  @Field(() => [ID], { nullable: true })
  clientIds?: string[] | null;
  @Field(() => [ID], { nullable: true })
  categoryIds?: string[] | null;
  @Field(() => [TimeEntryStatusEnum], { nullable: true })
  statuses?: string[] | null;
  @Field(() => DateScalar, { nullable: true })
  from?: string | null;
  @Field(() => DateScalar, { nullable: true })
  to?: string | null;
  @Field(() => Boolean, { nullable: true })
  isBillable?: boolean | null;
  @Field(() => Boolean, { nullable: true })
  isInvoiced?: boolean | null;
  @Field(() => [SyncStateEnum], { nullable: true })
  syncStates?: string[] | null;
}

@ArgsType()
export class TimeEntriesArgs extends PageArgs {
  @Field(() => TimeEntryFilterInput, { nullable: true })
  filter?: TimeEntryFilterInput | null;
}

@InputType("CreateTimeEntryInput")
export class CreateTimeEntryInput {
  @Field(() => ID)
  staffId: string;
  @Field(() => ID)
  clientId: string;
  @Field(() => ID, { nullable: true })
  siteId?: string | null;
  @Field(() => ID)
  categoryId: string;
  @Field(() => ID, { nullable: true })
  typeId?: string | null;
  @Field(() => DateScalar)
  day: string;
  @Field(() => Int)
  minutes: number;
  @Field(() => String, { nullable: true })
  note?: string;
  @Field(() => Boolean, { nullable: true })
  isBillable?: boolean;
  @Field(() => DecimalScalar, { nullable: true, description: "Per hour; wins over the rates of type, category and staff member." })
  rate?: string | null;
}

@InputType("UpdateTimeEntryInput")
export class UpdateTimeEntryInput {
  @Field(() => ID)
  timeEntryId: string;
  @Field(() => Int)
  expectedVersion: number;
  @Field(() => ID, { nullable: true })
  clientId?: string | null;
  @Field(() => ID, { nullable: true })
  siteId?: string | null;
  @Field(() => ID, { nullable: true })
  categoryId?: string | null;
  @Field(() => ID, { nullable: true })
  typeId?: string | null;
  @Field(() => DateScalar, { nullable: true })
  day?: string;
  @Field(() => Int, { nullable: true })
  minutes?: number;
  @Field(() => String, { nullable: true })
  note?: string;
  @Field(() => Boolean, { nullable: true })
  isBillable?: boolean;
  @Field(() => DecimalScalar, { nullable: true })
  rate?: string | null;
}

@InputType("DeleteTimeEntryInput")
export class DeleteTimeEntryInput {
  @Field(() => ID)
  timeEntryId: string;
  @Field(() => Int)
  expectedVersion: number;
}

@InputType("TimeEntriesInput", { description: "Either ids, or staffId with weekStarting." })
export class TimeEntriesInput {
  @Field(() => [ID], { nullable: true })
  ids?: string[] | null;
  @Field(() => ID, { nullable: true })
  staffId?: string | null;
  @Field(() => DateScalar, { nullable: true })
  weekStarting?: string | null;
  @Field(() => Int, { nullable: true, description: "The minutes the person saw; the whole request is refused when they differ." })
  expectedMinutes?: number | null;
}

@InputType("ReturnTimeEntriesInput")
export class ReturnTimeEntriesInput {
  @Field(() => [ID])
  ids: string[];
  @Field(() => String)
  note: string;
}
