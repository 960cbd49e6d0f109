import { Field, Int } from "type-graphql";
import { DateScalar } from "../shared/scalars.js";
import { View } from "../shared/view.js";
import { StaffMemberType } from "../staff-member/staff-member.type.js";
import { TimeEntryType } from "./time-entry.type.js";

@View("StaffWeek")
export class StaffWeekType {
  @Field(() => StaffMemberType)
  staffMember: object;
  @Field(() => [Int], { description: "Minutes of Monday to Sunday." })
  dayMinutes: number[];
  @Field(() => Int)
  minutes: number;
  @Field(() => Int)
  billableMinutes: number;
  @Field(() => Int)
  draftMinutes: number;
  @Field(() => Int)
  submittedMinutes: number;
  @Field(() => Int)
  approvedMinutes: number;
  @Field(() => Int)
  lockedMinutes: number;
  @Field(() => Int, { description: "What approving the week would approve: the submitted minutes. Send it back as expectedMinutes." })
  approvableMinutes: number;
  @Field(() => [TimeEntryType])
  entries: object[];
}

@View("TimeWeek", { description: "One week of the firm, Monday to Sunday: a row for every staff member with time, and every active one." })
export class TimeWeekType {
  @Field(() => DateScalar)
  weekStarting: string;
  @Field(() => DateScalar)
  weekEnding: string;
  @Field(() => [DateScalar])
  days: string[];
  @Field(() => [StaffWeekType])
  staff: StaffWeekType[];
}
