import { Field, Int } from "type-graphql";
import { connectionType } from "../shared/connection.js";
import { enumType } from "../shared/enums.js";
import { GlobalId } from "../shared/global-id.js";
import { DateScalar, DateTimeScalar } from "../shared/scalars.js";
import { NodeType } from "../shared/types.js";
import { Payload } from "../shared/user-error.js";
import { View } from "../shared/view.js";
import { SyncRecordType } from "../sync-record/sync-record.type.js";

export const TimeEntryStatusEnum = enumType("TimeEntryStatus", ["draft", "submitted", "approved", "locked"]);

@View("TimeEntry", { implements: [NodeType, SyncRecordType] })
export class TimeEntryType {
  @GlobalId()
  id: string;
  @Field(() => DateScalar)
  day: string;
  @Field(() => Int)
  minutes: number;
  @Field(() => String)
  note: string;
  @Field(() => Boolean)
  isBillable: boolean;
  @Field(() => TimeEntryStatusEnum)
  status: string;
  @Field(() => String, { nullable: true })
  approvedBy: string | null;
  @Field(() => DateTimeScalar, { nullable: true })
  approvedAt: string | null;
  @Field(() => String, { nullable: true })
  returnedNote: string | null;
  @Field(() => Int)
  version: number;
}

@View("TimeTotals", { description: "How many entries of time there are, and how long they are together." })
export class TimeTotalsType {
  @Field(() => Int)
  entries: number;
  @Field(() => Int)
  minutes: number;
}

export const TimeEntryConnectionType = connectionType(TimeEntryType, "TimeEntry");

@View("UnbilledTime", { description: "Billable time of one client, submitted or approved, that no invoice carries." })
export class UnbilledTimeType {
  @Field(() => Int)
  entries: number;
  @Field(() => Int, { description: "How many of them are submitted and not approved yet; an invoice from them approves them." })
  unapproved: number;
  @Field(() => Int)
  minutes: number;
  @Field(() => DateScalar, { nullable: true })
  oldestDay: string | null;
  @Field(() => DateScalar, { nullable: true })
  newestDay: string | null;
}

@View("TimeEntryPayload")
export class TimeEntryPayload extends Payload {
  @Field(() => TimeEntryType, { nullable: true })
  timeEntry?: object | null;
}

@View("DeletePayload")
export class DeletePayload extends Payload {
  @GlobalId("TimeEntry", { nullable: true })
  deletedId?: string | null;
}

@View("SkippedEntry")
export class SkippedEntryType {
  @GlobalId("TimeEntry")
  id: string;
  @Field(() => String)
  reason: string;
}

@View("TimeEntriesPayload")
export class TimeEntriesPayload extends Payload {
  @Field(() => [TimeEntryType])
  timeEntries: object[];
  @Field(() => [SkippedEntryType])
  skipped: SkippedEntryType[];
}
