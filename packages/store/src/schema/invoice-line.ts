import { defineEntity, p } from "@mikro-orm/core";
import { InvoiceLine } from "@tieout/domain";
import { calendarDay, numeric } from "./columns.js";

export const invoiceLineSchema = defineEntity({
  class: InvoiceLine,
  tableName: "invoice_line",
  schema: "hub",
  properties: {
    id: p.uuid().primary(),
    firmId: p.uuid(),
    invoiceId: p.uuid(),
    position: p.integer(),
    description: p.text(),
    categoryId: p.uuid().nullable(),
    typeId: p.uuid().nullable(),
    quantity: numeric().nullable(),
    unitPrice: numeric().nullable(),
    amount: numeric(),
    isTaxable: p.boolean(),
    isFromTime: p.boolean(),
    serviceDate: calendarDay().nullable(),
  },
});
