import { HubError } from "@tieout/domain";
import { approveTimeEntries, createTimeEntry, deleteTimeEntries, returnTimeEntries, submitTimeEntries, unapproveTimeEntries, updateTimeEntry, type TimeChanges } from "@tieout/practice";
import { countTimeEntries, listTimeEntries, timeEntriesByIds, timeTotals, type TimeEntryListFilter } from "@tieout/store";
import { Arg, Args, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { Access, approvers, everybody, timekeepers } from "../shared/access.js";
import { pageOf, toConnection } from "../shared/connection.js";
import type { Context } from "../shared/context.js";
import { keyIfGiven, keyOf, keyOrNull, keysOrNull } from "../shared/global-id.js";
import { answer } from "../shared/user-error.js";
import { ownStaffId, requireOwnTime } from "./own-time.js";
import { CreateTimeEntryInput, DeleteTimeEntryInput, ReturnTimeEntriesInput, TimeEntriesArgs, TimeEntriesInput, UpdateTimeEntryInput, TimeEntryFilterInput } from "./time-entry.inputs.js";
import { DeletePayload, TimeEntriesPayload, TimeEntryConnectionType, TimeEntryPayload, TimeEntryType, TimeTotalsType } from "./time-entry.type.js";

const noEntries = { timeEntries: [], skipped: [] };

@Resolver(() => TimeEntryType)
export class TimeEntryResolver {
  @Access({ roles: everybody, scopes: ["TIME_READ"] })
  @Query(() => TimeEntryConnectionType)
  async timeEntries(@Args(() => TimeEntriesArgs) args: TimeEntriesArgs, @Ctx() context: Context) {
    const page = pageOf(args);
    const filter = await filterOf(args.filter, context);
    return toConnection(await context.read((session) => listTimeEntries(session, filter, page)), args.after, () => context.read((session) => countTimeEntries(session, filter)));
  }

  @Access({ roles: everybody, scopes: ["TIME_READ"] })
  @Query(() => TimeTotalsType, { description: "How many entries there are of some time, and how long they are together." })
  async timeTotals(@Arg("filter", () => TimeEntryFilterInput, { nullable: true }) input: TimeEntryFilterInput | null, @Ctx() context: Context): Promise<TimeTotalsType> {
    const filter = await filterOf(input, context);
    return context.read((session) => timeTotals(session, filter));
  }

  @Access({ roles: timekeepers, scopes: ["TIME_WRITE"] })
  @Mutation(() => TimeEntryPayload)
  createTimeEntry(@Arg("input", () => CreateTimeEntryInput) input: CreateTimeEntryInput, @Ctx() context: Context): Promise<TimeEntryPayload> {
    return answer<TimeEntryPayload>(async () => {
      const staffId = keyOf("StaffMember", input.staffId, ["input", "staffId"]);
      await requireOwnTime(context, { staffId, rate: input.rate });
      const { id } = await createTimeEntry(context.practice, {
        ...input,
        staffId,
        clientId: keyOf("Client", input.clientId, ["input", "clientId"]),
        siteId: keyOrNull("Site", input.siteId, ["input", "siteId"]),
        categoryId: keyOf("BillableCategory", input.categoryId, ["input", "categoryId"]),
        typeId: keyOrNull("BillableType", input.typeId, ["input", "typeId"]),
      });
      return { timeEntry: await context.loaders.timeEntry.load(id) };
    }, {});
  }

  @Access({ roles: timekeepers, scopes: ["TIME_WRITE"] })
  @Mutation(() => TimeEntryPayload)
  updateTimeEntry(@Arg("input", () => UpdateTimeEntryInput) { timeEntryId, expectedVersion, ...changes }: UpdateTimeEntryInput, @Ctx() context: Context): Promise<TimeEntryPayload> {
    return answer<TimeEntryPayload>(async () => {
      const id = keyOf("TimeEntry", timeEntryId, ["input", "timeEntryId"]);
      await requireOwnTime(context, { entryIds: [id], rate: changes.rate });
      await updateTimeEntry(context.practice, {
        id,
        version: expectedVersion,
        ...changes,
        clientId: keyIfGiven("Client", changes.clientId ?? undefined, ["input", "clientId"]),
        siteId: keyIfGiven("Site", changes.siteId, ["input", "siteId"]),
        categoryId: keyIfGiven("BillableCategory", changes.categoryId ?? undefined, ["input", "categoryId"]),
        typeId: keyIfGiven("BillableType", changes.typeId, ["input", "typeId"]),
      });
      return { timeEntry: await context.loaders.timeEntry.load(id) };
    }, {});
  }

  @Access({ roles: timekeepers, scopes: ["TIME_WRITE"] })
  @Mutation(() => DeletePayload, { description: "Time that was sent already is deleted in QuickBooks by the next sync, which shows it in its plan." })
  deleteTimeEntry(@Arg("input", () => DeleteTimeEntryInput) { timeEntryId, expectedVersion }: DeleteTimeEntryInput, @Ctx() context: Context): Promise<DeletePayload> {
    return answer<DeletePayload>(async () => {
      const id = keyOf("TimeEntry", timeEntryId, ["input", "timeEntryId"]);
      await requireOwnTime(context, { entryIds: [id] });
      const entry = await context.loaders.timeEntry.load(id);
      if (entry && entry.version !== expectedVersion) throw new HubError("STALE_VERSION", "Somebody changed this time meanwhile. Look at it again before you delete it.");
      const { deleted, skipped } = await deleteTimeEntries(context.practice, { ids: [id] });
      if (skipped[0]) throw new HubError("CONFLICT", skipped[0].reason, ["input", "timeEntryId"]);
      return { deletedId: deleted[0] ?? null };
    }, {});
  }

  @Access({ roles: timekeepers, scopes: ["TIME_WRITE"] })
  @Mutation(() => TimeEntriesPayload)
  submitTimeEntries(@Arg("input", () => TimeEntriesInput) input: TimeEntriesInput, @Ctx() context: Context): Promise<TimeEntriesPayload> {
    return answer<TimeEntriesPayload>(async () => {
      const selection = selectionOf(input);
      await requireOwnTime(context, { staffId: selection.staffId, entryIds: selection.ids });
      return changesOf(context, await submitTimeEntries(context.practice, selection));
    }, noEntries);
  }

  @Access({ roles: approvers, scopes: ["TIME_WRITE"] })
  @Mutation(() => TimeEntriesPayload, { description: "By ids, or the submitted week of one person; refused when the hours changed since the page was loaded." })
  approveTimeEntries(@Arg("input", () => TimeEntriesInput) input: TimeEntriesInput, @Ctx() context: Context): Promise<TimeEntriesPayload> {
    return answer<TimeEntriesPayload>(async () => changesOf(context, await approveTimeEntries(context.practice, { ...selectionOf(input), expectedMinutes: input.expectedMinutes })), noEntries);
  }

  @Access({ roles: approvers, scopes: ["TIME_WRITE"] })
  @Mutation(() => TimeEntriesPayload)
  unapproveTimeEntries(@Arg("input", () => TimeEntriesInput) input: TimeEntriesInput, @Ctx() context: Context): Promise<TimeEntriesPayload> {
    return answer<TimeEntriesPayload>(async () => changesOf(context, await unapproveTimeEntries(context.practice, selectionOf(input))), noEntries);
  }

  @Access({ roles: approvers, scopes: ["TIME_WRITE"] })
  @Mutation(() => TimeEntriesPayload)
  returnTimeEntries(@Arg("input", () => ReturnTimeEntriesInput) { ids, note }: ReturnTimeEntriesInput, @Ctx() context: Context): Promise<TimeEntriesPayload> {
    return answer<TimeEntriesPayload>(async () => changesOf(context, await returnTimeEntries(context.practice, { ids: keysOrNull("TimeEntry", ids, ["input", "ids"]), note })), noEntries);
  }
}

async function filterOf(input: TimeEntryFilterInput | null | undefined, context: Context): Promise<TimeEntryListFilter> {
  const own = await ownStaffId(context);
  return {
    ...input,
    ids: keysOrNull("TimeEntry", input?.ids, ["filter", "ids"]),
    staffIds: own ? [own] : keysOrNull("StaffMember", input?.staffIds, ["filter", "staffIds"]),
    clientIds: keysOrNull("Client", input?.clientIds, ["filter", "clientIds"]),
    categoryIds: keysOrNull("BillableCategory", input?.categoryIds, ["filter", "categoryIds"]),
  };
}

function selectionOf({ ids, staffId, weekStarting }: TimeEntriesInput) {
  return { ids: keysOrNull("TimeEntry", ids, ["input", "ids"]), staffId: keyOrNull("StaffMember", staffId, ["input", "staffId"]), weekStarting };
}

async function changesOf({ read }: Context, { changed, skipped }: TimeChanges) {
  return { timeEntries: await read((session) => timeEntriesByIds(session, changed.map((entry) => entry.id))), skipped };
}
