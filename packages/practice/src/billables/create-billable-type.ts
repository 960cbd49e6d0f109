import { BillableCategory, BillableType } from "@tieout/domain";
import { z } from "zod";
import type { PracticeContext } from "../context.js";
import { createdEvent, keepEvents } from "../history.js";
import { decimalText, id } from "../inputs.js";
import { checkInput, findRecord, operate } from "../operate.js";

export const typeFields = { categoryId: id, code: z.string(), name: z.string(), rate: decimalText.nullish(), isBillable: z.boolean().optional() };
const createBillableTypeInput = z.object(typeFields);

/** Adds a type of work to a category. Throws `CONFLICT` when the code is taken. */
export async function createBillableType(context: PracticeContext, input: z.input<typeof createBillableTypeInput>): Promise<BillableType> {
  const details = checkInput(createBillableTypeInput, input);
  return operate(context, async (session) => {
    await findRecord(session, BillableCategory, details.categoryId, "billable category", { field: ["categoryId"] });
    const type = new BillableType(session.firmId, details);
    await session.em.persist(type).flush();
    await keepEvents(session, context.actor, [createdEvent("billable-type", type)]);
    return type;
  });
}
