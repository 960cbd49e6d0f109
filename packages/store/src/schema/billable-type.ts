import { defineEntity, p } from "@mikro-orm/core";
import { BillableType } from "@tieout/domain";
import { numeric } from "./columns.js";

export const billableTypeSchema = defineEntity({
  class: BillableType,
  tableName: "billable_type",
  schema: "hub",
  properties: {
    id: p.uuid().primary(),
    firmId: p.uuid(),
    categoryId: p.uuid(),
    code: p.text(),
    name: p.text(),
    rate: numeric().nullable(),
    isBillable: p.boolean(),
    isActive: p.boolean(),
    version: p.integer().version(),
  },
});
