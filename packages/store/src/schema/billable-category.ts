import { defineEntity, p } from "@mikro-orm/core";
import { BillableCategory } from "@tieout/domain";
import { numeric } from "./columns.js";

export const billableCategorySchema = defineEntity({
  class: BillableCategory,
  tableName: "billable_category",
  schema: "hub",
  properties: {
    id: p.uuid().primary(),
    firmId: p.uuid(),
    code: p.text(),
    name: p.text(),
    rate: numeric().nullable(),
    isTaxable: p.boolean(),
    isActive: p.boolean(),
    version: p.integer().version(),
  },
});
