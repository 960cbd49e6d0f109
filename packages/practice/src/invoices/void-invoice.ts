import { TimeEntry } from "@tieout/domain";
import { z } from "zod";
import type { PracticeContext } from "../context.js";
import { changeEvent, keepEvents } from "../history.js";
import { id, version } from "../inputs.js";
import { checkInput, operate } from "../operate.js";
import { findInvoice, type InvoiceWithLines } from "./invoice-with-lines.js";

const voidInvoiceInput = z.object({ id, version });

/**
 * Withdraws an invoice in whatever state and unlocks its time, which is approved and unbilled again. One that QuickBooks has is
 * planned to be voided there too.
 */
export async function voidInvoice(context: PracticeContext, input: z.input<typeof voidInvoiceInput>): Promise<InvoiceWithLines> {
  const { id, version } = checkInput(voidInvoiceInput, input);
  return operate(context, async (session) => {
    const { invoice, lines } = await findInvoice(session, id, version);
    const event = changeEvent("invoice", invoice, "voided", () => invoice.void(context.clock.now()));
    const entries = await session.em.find(TimeEntry, { invoiceId: invoice.id });
    const unlocked = entries.map((entry) => changeEvent("time-entry", entry, "unlocked", () => entry.unlock()));
    await keepEvents(session, context.actor, [event, ...unlocked]);
    return { invoice, lines };
  });
}
