import { TimeEntry } from "@tieout/domain";
import { z } from "zod";
import type { PracticeContext } from "../context.js";
import { createdEvent, keepEvents } from "../history.js";
import { day, decimalText, id } from "../inputs.js";
import { checkInput, operate } from "../operate.js";
import { checkInUse, loadTimeReferences } from "./time-references.js";

export const timeFields = {
  staffId: id,
  clientId: id,
  siteId: id.nullish(),
  /** The type's when absent. */
  categoryId: id.optional(),
  typeId: id.nullish(),
  day,
  minutes: z.int(),
  note: z.string().optional(),
  /** What the type says when absent. */
  isBillable: z.boolean().optional(),
  rate: decimalText.nullish(),
};
const createTimeEntryInput = z.object(timeFields);
const createTimeEntriesInput = z.object({ entries: z.array(createTimeEntryInput), submit: z.boolean().default(false) });

/** Enters one piece of work as a draft. */
export async function createTimeEntry(context: PracticeContext, input: z.input<typeof createTimeEntryInput>): Promise<TimeEntry> {
  const [entry] = await createTimeEntries(context, { entries: [checkInput(createTimeEntryInput, input)] });
  return entry as TimeEntry;
}

/** Enters many at once, all or none; with `submit` they wait for approval at once. */
export async function createTimeEntries(context: PracticeContext, input: z.input<typeof createTimeEntriesInput>): Promise<TimeEntry[]> {
  const { entries, submit } = checkInput(createTimeEntriesInput, input);
  return operate(context, async (session) => {
    const named = entries.map((entry) => ({ ...entry, siteId: entry.siteId ?? null, categoryId: entry.categoryId ?? null, typeId: entry.typeId ?? null }));
    const referencesOf = await loadTimeReferences(session, named);
    const created = named.map((entry) => {
      const references = referencesOf(entry);
      checkInUse(references);
      const { client, category, type } = references;
      return new TimeEntry(session.firmId, {
        ...entry,
        categoryId: category.id,
        note: entry.note ?? "",
        isBillable: entry.isBillable ?? type?.isBillable ?? true,
        rate: entry.rate ?? null,
        currency: client.currency,
      });
    });
    if (submit) for (const entry of created) entry.submit();
    await session.em.persist(created).flush();
    await keepEvents(session, context.actor, created.map((entry) => createdEvent("time-entry", entry)));
    return created;
  });
}
