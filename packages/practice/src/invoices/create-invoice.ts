import { InvoiceLine } from "@tieout/domain";
import { z } from "zod";
import type { PracticeContext } from "../context.js";
import { createdEvent, keepEvents } from "../history.js";
import { checkInput, operate } from "../operate.js";
import type { InvoiceWithLines } from "./invoice-with-lines.js";
import { lineDetails, lineFields } from "./line-input.js";
import { invoiceHead, startInvoice } from "./start-invoice.js";

const createInvoiceInput = z.object({ ...invoiceHead, lines: z.array(z.object(lineFields)).default([]) });

/** Writes a draft by hand. A line may still lack its category; `finalizeInvoice` asks for it. */
export async function createInvoice(context: PracticeContext, input: z.input<typeof createInvoiceInput>): Promise<InvoiceWithLines> {
  const { lines: given, ...head } = checkInput(createInvoiceInput, input);
  return operate(context, async (session) => {
    const { invoice, tax } = await startInvoice(session, context.clock.now(), head);
    const details = await lineDetails(session, given);
    const lines = details.map((line, index) => new InvoiceLine(invoice, index + 1, line));
    invoice.computeTotals(lines, tax);
    await session.em.persist(invoice).flush();
    await session.em.persist(lines).flush();
    await keepEvents(session, context.actor, [createdEvent("invoice", invoice)]);
    return { invoice, lines };
  });
}
