import { HubError, TimeEntry } from "@tieout/domain";
import type { FirmSession } from "@tieout/store";
import { z } from "zod";
import { day, id } from "../inputs.js";
import { findTimeEntries } from "../time/select-time-entries.js";

/** Which time goes on an invoice: the entries named, else all that is unbilled up to a day. */
export const billableTimeSelection = {
  timeEntryIds: z.array(id).min(1, "Select at least one entry of time.").nullish(),
  through: day.nullish(),
};

interface Selection {
  timeEntryIds?: string[] | null | undefined;
  through?: string | null | undefined;
  /** With it, only time of this site. */
  siteId?: string | null | undefined;
}

/** The client's time for an invoice, oldest first. Throws, naming the day, when a named entry cannot be billed to this client. */
export async function selectBillableTime(session: FirmSession, clientId: string, { timeEntryIds, through, siteId }: Selection): Promise<TimeEntry[]> {
  if (timeEntryIds) {
    const entries = await findTimeEntries(session, timeEntryIds);
    for (const entry of entries) checkBillable(entry, clientId);
    return entries;
  }
  const entries = await session.em.find(
    TimeEntry,
    {
      clientId,
      isBillable: true,
      status: { $in: ["submitted", "approved"] },
      ...(through ? { day: { $lte: through } } : {}),
      ...(siteId ? { siteId } : {}),
    },
    { orderBy: { day: "asc", id: "asc" } },
  );
  if (entries.length === 0) {
    throw new HubError("CONFLICT", `This client has no unbilled time${through ? ` up to ${through}` : ""}. Drafts count once they are submitted.`, ["through"]);
  }
  return entries;
}

function checkBillable(entry: TimeEntry, clientId: string): void {
  if (entry.clientId !== clientId) throw new HubError("INVALID", `The time of ${entry.day} is another client's. Choose time of one client.`, ["timeEntryIds"]);
  if (!entry.isBillable) throw new HubError("INVALID", `The time of ${entry.day} is not billable. Make it billable first, or leave it out.`, ["timeEntryIds"]);
}
