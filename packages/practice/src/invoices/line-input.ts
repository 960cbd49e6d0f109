import { BillableCategory, BillableType, HubError, type InvoiceLineDetails } from "@tieout/domain";
import type { FirmSession } from "@tieout/store";
import { z } from "zod";
import { day, decimalText, id } from "../inputs.js";

/** A line by hand. With quantity and unit price the amount follows; else the amount stands alone. */
export const lineFields = {
  description: z.string().optional(),
  /** The type's when absent. */
  categoryId: id.nullish(),
  typeId: id.nullish(),
  quantity: decimalText.nullish(),
  unitPrice: decimalText.nullish(),
  amount: decimalText.nullish(),
  /** What the category says when absent. */
  isTaxable: z.boolean().optional(),
  serviceDate: day.nullish(),
};
const lineInput = z.object(lineFields);

/** Checks the lists a line names and fills what follows from them. */
export async function lineDetails({ em }: FirmSession, lines: readonly z.output<typeof lineInput>[]): Promise<InvoiceLineDetails[]> {
  const named = (pick: (line: z.output<typeof lineInput>) => string | null | undefined) => [...new Set(lines.map(pick).filter((id) => id !== null && id !== undefined))];
  const types = new Map((await em.find(BillableType, { id: named((line) => line.typeId) })).map((type) => [type.id, type]));
  const categoryIds = [...named((line) => line.categoryId), ...[...types.values()].map((type) => type.categoryId)];
  const categories = new Map((await em.find(BillableCategory, { id: categoryIds })).map((category) => [category.id, category]));

  return lines.map((line, index) => {
    const path = (field: string) => ["lines", String(index), field];
    const type = line.typeId ? types.get(line.typeId) : null;
    if (type === undefined) throw new HubError("NOT_FOUND", "There is no such billable type. Choose another.", path("typeId"));
    const categoryId = line.categoryId ?? type?.categoryId ?? null;
    const category = categoryId === null ? null : categories.get(categoryId);
    if (category === undefined) throw new HubError("NOT_FOUND", "There is no such billable category. Choose another.", path("categoryId"));
    if (type && type.categoryId !== categoryId) throw new HubError("INVALID", `The type ${type.name} is not of the category ${category?.name ?? ""}.`, path("typeId"));
    return {
      description: line.description ?? type?.name ?? category?.name ?? "",
      categoryId,
      typeId: type?.id ?? null,
      quantity: line.quantity ?? null,
      unitPrice: line.unitPrice ?? null,
      amount: line.amount ?? null,
      isTaxable: line.isTaxable ?? category?.isTaxable ?? false,
      serviceDate: line.serviceDate ?? null,
    };
  });
}
