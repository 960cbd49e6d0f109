import { Firm, Invoice } from "@tieout/domain";
import { type FirmSession, lockFirm } from "@tieout/store";
import { z } from "zod";
import type { PracticeContext } from "../context.js";
import { changeEvent, keepEvents } from "../history.js";
import { id, version } from "../inputs.js";
import { checkInput, findRecord, operate } from "../operate.js";
import { findInvoice, type InvoiceWithLines, taxBasis } from "./invoice-with-lines.js";

const finalizeInvoiceInput = z.object({ id, version });

/**
 * Makes a draft final: it gets the firm's next number, when the firm numbers its invoices, and waits to be sent. Refuses an
 * invoice without lines, and one with a line that has no category, naming the line.
 */
export async function finalizeInvoice(context: PracticeContext, input: z.input<typeof finalizeInvoiceInput>): Promise<InvoiceWithLines> {
  const { id, version } = checkInput(finalizeInvoiceInput, input);
  return operate(context, async (session) => {
    const { invoice, lines } = await findInvoice(session, id, version);
    invoice.checkDraft();
    const tax = await taxBasis(session, invoice.clientId);
    const number = invoice.number ?? (await nextNumber(session));
    const event = changeEvent("invoice", invoice, "finalized", () => invoice.finalize({ at: context.clock.now(), number, lines, tax }));
    await keepEvents(session, context.actor, [event]);
    return { invoice, lines };
  });
}

/** The next number nobody has, one person at a time; null when QuickBooks numbers invoices. */
async function nextNumber(session: FirmSession): Promise<string | null> {
  await lockFirm(session);
  const firm = await findRecord(session, Firm, session.firmId, "firm");
  await session.em.refresh(firm);
  if (firm.invoiceNumbering === "ledger") return null;
  for (;;) {
    const number = firm.takeInvoiceNumber();
    if ((await session.em.count(Invoice, { number })) === 0) return number;
  }
}
