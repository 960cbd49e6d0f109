import { TimeEntry } from "@tieout/domain";
import { z } from "zod";
import type { PracticeContext } from "../context.js";
import { changeEvent, keepEvents } from "../history.js";
import { id, version } from "../inputs.js";
import { checkInput, findRecord, operate } from "../operate.js";
import { timeFields } from "./create-time-entries.js";
import { invoiceLabels } from "./invoice-labels.js";
import { loadTimeReferences, rateOf } from "./time-references.js";

const updateTimeEntryInput = z.object({ ...z.object(timeFields).partial().shape, id, version });

/**
 * Changes what is named, leaves what is absent, clears what is null. Time on an invoice is refused with the invoice's name.
 * Approved time stays approved, and its rate is decided anew only when the person, the kind of work or the entry's own rate
 * changes; if it was sent, the change is planned on the other side. Another client takes its currency and no site.
 */
export async function updateTimeEntry(context: PracticeContext, input: z.input<typeof updateTimeEntryInput>): Promise<TimeEntry> {
  const { id, version, ...changes } = checkInput(updateTimeEntryInput, input);
  return operate(context, async (session) => {
    const entry = await findRecord(session, TimeEntry, id, "time entry", { version });
    const labelOf = await invoiceLabels(session, [entry]);
    const ids = changedIds(entry, changes);
    const references = (await loadTimeReferences(session, [ids]))(ids);
    const edit = { ...changes, ...ids, categoryId: references.category.id, currency: references.client.currency };
    const decidesRate = entry.status === "approved" && hasOtherRate(entry, edit);
    const event = changeEvent("time-entry", entry, "updated", () => {
      entry.edit(edit, labelOf(entry));
      if (decidesRate) entry.freezeRate(rateOf(entry, references));
    });
    await keepEvents(session, context.actor, [event]);
    return entry;
  });
}

type Changes = Omit<z.output<typeof updateTimeEntryInput>, "id" | "version">;

function changedIds(entry: TimeEntry, changes: Changes) {
  const clientId = changes.clientId ?? entry.clientId;
  const keptSite = clientId === entry.clientId ? entry.siteId : null;
  const typeId = changes.typeId !== undefined ? changes.typeId : changes.categoryId === undefined || changes.categoryId === entry.categoryId ? entry.typeId : null;
  // A new type without a word about the category brings its own.
  const categoryId = changes.categoryId ?? (changes.typeId ? null : entry.categoryId);
  return { staffId: changes.staffId ?? entry.staffId, clientId, siteId: changes.siteId !== undefined ? changes.siteId : keptSite, categoryId, typeId };
}

function hasOtherRate(entry: TimeEntry, edit: { staffId: string; categoryId: string; typeId: string | null; rate?: string | null | undefined; isBillable?: boolean | undefined }): boolean {
  return (
    edit.staffId !== entry.staffId ||
    edit.categoryId !== entry.categoryId ||
    edit.typeId !== entry.typeId ||
    (edit.rate !== undefined && edit.rate !== entry.rate) ||
    (edit.isBillable === true && entry.frozenRate === null)
  );
}
