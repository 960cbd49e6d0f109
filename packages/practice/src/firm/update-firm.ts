import { Firm } from "@tieout/domain";
import { z } from "zod";
import type { PracticeContext } from "../context.js";
import { changeEvent, keepEvents } from "../history.js";
import { decimalText, text, version } from "../inputs.js";
import { checkInput, findRecord, operate } from "../operate.js";

const updateFirmInput = z.object({
  version,
  name: z.string().optional(),
  timeZone: z.string().optional(),
  homeCurrency: z.string().optional(),
  rollUp: z.enum(["category", "type"]).optional(),
  invoiceNumbering: z.enum(["hub", "ledger"]).optional(),
  invoiceNumberPrefix: z.string().optional(),
  nextInvoiceNumber: z.int().optional(),
  defaultTermsDays: z.int().optional(),
  defaultState: text,
  taxRatePercent: decimalText.optional(),
  needsOtherApprover: z.boolean().optional(),
});

/** Changes the firm's settings that are named. Documents already final keep what they were made with. */
export async function updateFirm(context: PracticeContext, input: z.input<typeof updateFirmInput>): Promise<Firm> {
  const { version, ...changes } = checkInput(updateFirmInput, input);
  return operate(context, async (session) => {
    const firm = await findRecord(session, Firm, session.firmId, "firm", { version });
    await keepEvents(session, context.actor, [changeEvent("firm", firm, "updated", () => firm.update(changes))]);
    return firm;
  });
}
