import { type BillableTime, BillableCategory, BillableType, HubError, InvoiceLine, linesFromTime, type TimeEntry } from "@tieout/domain";
import type { FirmSession } from "@tieout/store";
import { z } from "zod";
import type { PracticeContext } from "../context.js";
import { createdEvent, differenceEvent, keepEvents } from "../history.js";
import { checkInput, operate } from "../operate.js";
import { invoiceLabels } from "../time/invoice-labels.js";
import { loadTimeReferences, rateOf } from "../time/time-references.js";
import { billableTimeSelection, selectBillableTime } from "./billable-time.js";
import type { InvoiceWithLines } from "./invoice-with-lines.js";
import { invoiceHead, startInvoice } from "./start-invoice.js";

const createInvoiceFromTimeInput = z.object({
  ...invoiceHead,
  ...billableTimeSelection,
  /** The firm's own choice when absent. */
  rollUp: z.enum(["category", "type"]).optional(),
});

/**
 * Writes a draft from a client's unbilled time, one line a category or type, and locks that time; what was not approved yet is
 * approved by it (R68). The time is the entries named, else all submitted and approved billable time up to `through`.
 * Refused whole, with the entry at fault, when one is on another invoice, of another client, not billable or without a rate.
 */
export async function createInvoiceFromTime(context: PracticeContext, input: z.input<typeof createInvoiceFromTimeInput>): Promise<InvoiceWithLines> {
  const { rollUp, timeEntryIds, through, ...head } = checkInput(createInvoiceFromTimeInput, input);
  const now = context.clock.now();
  return operate(context, async (session) => {
    const { invoice, tax } = await startInvoice(session, now, head, rollUp);
    const entries = await selectBillableTime(session, invoice.clientId, { timeEntryIds, through, siteId: head.siteId });
    const labelOf = await invoiceLabels(session, entries);
    const befores = entries.map((entry) => ({ ...entry }));
    await approveAll(session, entries, { by: context.actor.name, at: now }, labelOf);

    const names = await rollUpNames(session, entries);
    const drafted = linesFromTime(entries.map(toBillableTime), invoice.rollUp, names, invoice.currency);
    const lines = drafted.map((line, index) => new InvoiceLine(invoice, index + 1, line, true));
    invoice.computeTotals(lines, tax);
    await session.em.persist(invoice).flush();
    await session.em.persist(lines).flush();

    const lineOf = new Map(drafted.flatMap(({ timeIds }, index) => timeIds.map((id) => [id, lines[index]?.id ?? ""])));
    for (const entry of entries) entry.lock(invoice.id, lineOf.get(entry.id) ?? "", labelOf(entry));
    await session.em.flush();
    const locked = entries.map((entry, index) => differenceEvent("time-entry", befores[index] ?? {}, entry, "invoiced"));
    await keepEvents(session, context.actor, [createdEvent("invoice", invoice), ...locked]);
    return { invoice, lines };
  });
}

async function approveAll(session: FirmSession, entries: readonly TimeEntry[], approval: { by: string; at: Date }, labelOf: (entry: TimeEntry) => string | null): Promise<void> {
  const referencesOf = await loadTimeReferences(session, entries);
  for (const entry of entries) {
    if (entry.status === "approved") continue;
    entry.approve({ ...approval, rate: rateOf(entry, referencesOf(entry)) }, labelOf(entry));
  }
}

function toBillableTime({ id, categoryId, typeId, minutes, frozenRate, day }: TimeEntry): BillableTime {
  if (frozenRate === null) {
    throw new HubError("CONFLICT", `The time of ${day} was approved without a rate. Take back its approval, give it a rate and approve it again.`, ["timeEntryIds"]);
  }
  return { id, categoryId, typeId, minutes, rate: frozenRate, day };
}

async function rollUpNames({ em }: FirmSession, entries: readonly TimeEntry[]) {
  const categories = await em.find(BillableCategory, { id: [...new Set(entries.map((entry) => entry.categoryId))] });
  const types = await em.find(BillableType, { id: [...new Set(entries.map((entry) => entry.typeId).filter((id) => id !== null))] });
  return { categories: new Map(categories.map((category) => [category.id, category])), types: new Map(types.map((type) => [type.id, type])) };
}
