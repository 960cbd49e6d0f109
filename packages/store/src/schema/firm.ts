import { defineEntity, p } from "@mikro-orm/core";
import { Firm } from "@tieout/domain";
import { numeric } from "./columns.js";

export const firmSchema = defineEntity({
  class: Firm,
  tableName: "firm",
  schema: "hub",
  properties: {
    id: p.uuid().primary(),
    name: p.text(),
    timeZone: p.text(),
    homeCurrency: p.text(),
    rollUp: p.text(),
    invoiceNumbering: p.text(),
    invoiceNumberPrefix: p.text(),
    nextInvoiceNumber: p.integer(),
    defaultTermsDays: p.integer(),
    defaultState: p.text().nullable(),
    taxRatePercent: numeric(),
    needsOtherApprover: p.boolean(),
    version: p.integer().version(),
  },
});
