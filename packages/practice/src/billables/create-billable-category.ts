import { BillableCategory } from "@tieout/domain";
import { z } from "zod";
import type { PracticeContext } from "../context.js";
import { createdEvent, keepEvents } from "../history.js";
import { decimalText } from "../inputs.js";
import { checkInput, operate } from "../operate.js";

export const categoryFields = { code: z.string(), name: z.string(), rate: decimalText.nullish(), isTaxable: z.boolean().optional() };
const createBillableCategoryInput = z.object(categoryFields);

/** Adds a category that lines are grouped by and mapped with. Throws `CONFLICT` when the code is taken. */
export async function createBillableCategory(context: PracticeContext, input: z.input<typeof createBillableCategoryInput>): Promise<BillableCategory> {
  const details = checkInput(createBillableCategoryInput, input);
  return operate(context, async (session) => {
    const category = new BillableCategory(session.firmId, details);
    await session.em.persist(category).flush();
    await keepEvents(session, context.actor, [createdEvent("billable-category", category)]);
    return category;
  });
}
