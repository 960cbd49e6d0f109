import { BillableType } from "@tieout/domain";
import { z } from "zod";
import type { PracticeContext } from "../context.js";
import { id, version } from "../inputs.js";
import { checkInput } from "../operate.js";
import { updateRecord } from "../update-record.js";
import { typeFields } from "./create-billable-type.js";

const updateBillableTypeInput = z.object({ ...z.object(typeFields).omit({ categoryId: true }).partial().shape, id, version, isActive: z.boolean().optional() });

/** Changes what is named, leaves what is absent, clears what is null. A type stays in its category: time and lines already say so. */
export async function updateBillableType(context: PracticeContext, input: z.input<typeof updateBillableTypeInput>): Promise<BillableType> {
  return updateRecord(context, { type: BillableType, kind: "billable-type", what: "billable type" }, checkInput(updateBillableTypeInput, input));
}
