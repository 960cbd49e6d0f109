import { addDays, calendarDate, weekStart } from "@tieout/domain";
import { allStaff, timeEntriesBetween, unbilledTime, type TimeEntryView } from "@tieout/store";
import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import { Access, everybody, readers } from "../shared/access.js";
import type { Context } from "../shared/context.js";
import { keysOrNull } from "../shared/global-id.js";
import { DateScalar } from "../shared/scalars.js";
import { ownStaffId } from "./own-time.js";
import { UnbilledTimeType } from "./time-entry.type.js";
import { TimeWeekType, type StaffWeekType } from "./time-week.type.js";

@Resolver()
export class TimeWeekResolver {
  @Access({ roles: everybody, scopes: ["TIME_READ"] })
  @Query(() => TimeWeekType, { description: "The week a day falls in." })
  async timeWeek(
    @Arg("weekStarting", () => DateScalar) weekStarting: string,
    @Arg("staffIds", () => [ID], { nullable: true }) staffIds: string[] | null,
    @Ctx() context: Context,
  ): Promise<TimeWeekType> {
    const monday = weekStart(calendarDate(weekStarting));
    const days = Array.from({ length: 7 }, (_, index) => addDays(monday, index));
    const sunday = addDays(monday, 6);
    const own = await ownStaffId(context);
    const wanted = own ? [own] : keysOrNull("StaffMember", staffIds, ["staffIds"]);
    const { entries, staff } = await context.read(async (session) => ({ entries: await timeEntriesBetween(session, monday, sunday, wanted), staff: await allStaff(session, wanted) }));
    const byStaff = Map.groupBy(entries, (entry) => entry.staffId);
    const rows = staff.filter((member) => member.isActive || byStaff.has(member.id)).map((member) => staffWeek(member, byStaff.get(member.id) ?? [], days));
    return { weekStarting: monday, weekEnding: sunday, days, staff: rows };
  }

  @Access({ roles: readers, scopes: ["TIME_READ"] })
  @Query(() => [UnbilledTimeType], { description: "Clients with billable time on no invoice, most money first." })
  unbilledTime(@Ctx() { read }: Context) {
    return read((session) => unbilledTime(session));
  }
}

function staffWeek(staffMember: object, entries: TimeEntryView[], days: readonly string[]): StaffWeekType {
  const sum = (of: (entry: TimeEntryView) => boolean) => entries.filter(of).reduce((total, entry) => total + entry.minutes, 0);
  const submittedMinutes = sum((entry) => entry.status === "submitted");
  return {
    staffMember,
    dayMinutes: days.map((day) => sum((entry) => entry.day === day)),
    minutes: sum(() => true),
    billableMinutes: sum((entry) => entry.isBillable),
    draftMinutes: sum((entry) => entry.status === "draft"),
    submittedMinutes,
    approvedMinutes: sum((entry) => entry.status === "approved"),
    lockedMinutes: sum((entry) => entry.status === "locked"),
    approvableMinutes: submittedMinutes,
    entries,
  };
}
