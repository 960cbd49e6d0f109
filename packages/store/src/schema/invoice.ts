import { defineEntity, p } from "@mikro-orm/core";
import { Invoice } from "@tieout/domain";
import { calendarDay, numeric } from "./columns.js";

export const invoiceSchema = defineEntity({
  class: Invoice,
  tableName: "invoice",
  schema: "hub",
  properties: {
    id: p.uuid().primary(),
    firmId: p.uuid(),
    clientId: p.uuid(),
    siteId: p.uuid().nullable(),
    number: p.text().nullable(),
    status: p.text(),
    issuedOn: calendarDay(),
    dueOn: calendarDay(),
    billEmail: p.text().nullable(),
    currency: p.text(),
    memo: p.text().nullable(),
    rollUp: p.text(),
    subtotal: numeric(),
    tax: numeric(),
    total: numeric(),
    ledgerSubtotal: numeric().nullable(),
    ledgerTax: numeric().nullable(),
    ledgerTotal: numeric().nullable(),
    ledgerBalance: numeric().nullable(),
    finalizedAt: p.datetime().nullable(),
    voidedAt: p.datetime().nullable(),
    version: p.integer().version(),
  },
});
