import { HubError, type InvoiceLineDetails, InvoiceLine, TimeEntry } from "@tieout/domain";
import { type FirmSession, raiseInvoiceVersion } from "@tieout/store";
import { z } from "zod";
import type { PracticeContext } from "../context.js";
import { differenceEvent, keepEvents } from "../history.js";
import { day, id, text, version } from "../inputs.js";
import { checkInput, operate } from "../operate.js";
import { findInvoice, type InvoiceWithLines, taxBasis } from "./invoice-with-lines.js";
import { lineDetails, lineFields } from "./line-input.js";
import { checkSite } from "./start-invoice.js";

const updateInvoiceInput = z.object({
  id,
  version,
  siteId: id.nullish(),
  number: text,
  issuedOn: day.optional(),
  dueOn: day.optional(),
  billEmail: text,
  memo: text,
  /** All lines in their order, those to keep with their id; absent leaves them as they are. */
  lines: z.array(z.object({ ...lineFields, id: id.optional() })).optional(),
});

/**
 * Changes a draft: what is named, with `lines` all of them. A line from time can be reworded or written down and keeps its time;
 * one that is left out frees its time. Throws `CONFLICT` once the invoice is final: void it and write another.
 */
export async function updateInvoice(context: PracticeContext, input: z.input<typeof updateInvoiceInput>): Promise<InvoiceWithLines> {
  const { id, version, lines: given, ...head } = checkInput(updateInvoiceInput, input);
  return operate(context, async (session) => {
    const { invoice, lines: old } = await findInvoice(session, id, version);
    invoice.checkDraft();
    await checkSite(session, invoice.clientId, head.siteId ?? null);
    const before = { ...invoice, lines: old.map(lineSummary) };
    invoice.update(head);
    const lines = given ? replaceLines(invoice, old, given, await lineDetails(session, given)) : old;
    invoice.computeTotals(lines, await taxBasis(session, invoice.clientId));

    const freed = await freeTime(session, old.filter((line) => !lines.includes(line)));
    const read = invoice.version;
    await session.em.flush();
    for (const line of old) if (!lines.includes(line)) session.em.remove(line);
    await session.em.persist(lines).flush();
    if (given && invoice.version === read) await raiseInvoiceVersion(session, invoice.id);
    const event = differenceEvent("invoice", before, Object.assign({ ...invoice }, { lines: lines.map(lineSummary) }), "updated");
    await keepEvents(session, context.actor, [event, ...freed]);
    await session.em.refresh(invoice);
    return { invoice, lines };
  });
}

/** Kept lines are rewritten, new ones added; positions only grow, so that no two lines ever claim one. */
function replaceLines(invoice: InvoiceWithLines["invoice"], old: readonly InvoiceLine[], given: readonly { id?: string | undefined }[], details: readonly InvoiceLineDetails[]): InvoiceLine[] {
  const byId = new Map(old.map((line) => [line.id, line]));
  const keepsOrder = given.every((line, index) => line.id === undefined || old[index]?.id === line.id);
  const last = Math.max(0, ...old.map((line) => line.position));
  return details.map((detail, index) => {
    const lineId = given[index]?.id;
    const kept = lineId === undefined ? undefined : byId.get(lineId);
    if (lineId !== undefined && !kept) throw new HubError("NOT_FOUND", "This line is no longer on the invoice. Load it again.", ["lines", String(index), "id"]);
    if (!kept) return new InvoiceLine(invoice, last + index + 1, detail);
    kept.write(detail, invoice.currency);
    if (!keepsOrder) kept.position = last + index + 1;
    return kept;
  });
}

async function freeTime(session: FirmSession, removed: readonly InvoiceLine[]) {
  if (removed.length === 0) return [];
  const entries = await session.em.find(TimeEntry, { invoiceLineId: removed.map((line) => line.id) });
  return entries.map((entry) => {
    const before = { ...entry };
    entry.unlock();
    return differenceEvent("time-entry", before, entry, "taken off invoice");
  });
}

function lineSummary({ description, categoryId, typeId, quantity, unitPrice, amount, isTaxable, serviceDate }: InvoiceLine) {
  return { description, categoryId, typeId, quantity, unitPrice, amount, isTaxable, serviceDate };
}
