import { BillableCategory } from "@tieout/domain";
import { z } from "zod";
import type { PracticeContext } from "../context.js";
import { id, version } from "../inputs.js";
import { checkInput } from "../operate.js";
import { updateRecord } from "../update-record.js";
import { categoryFields } from "./create-billable-category.js";

const updateBillableCategoryInput = z.object({ ...z.object(categoryFields).partial().shape, id, version, isActive: z.boolean().optional() });

/** Changes what is named, leaves what is absent, clears what is null. Documents already final keep what they were made with. */
export async function updateBillableCategory(context: PracticeContext, input: z.input<typeof updateBillableCategoryInput>): Promise<BillableCategory> {
  return updateRecord(context, { type: BillableCategory, kind: "billable-category", what: "billable category" }, checkInput(updateBillableCategoryInput, input));
}
