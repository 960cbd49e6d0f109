import { defineEntity, p } from "@mikro-orm/core";
import { TimeEntry } from "@tieout/domain";
import { calendarDay, numeric } from "./columns.js";

export const timeEntrySchema = defineEntity({
  class: TimeEntry,
  tableName: "time_entry",
  schema: "hub",
  properties: {
    id: p.uuid().primary(),
    firmId: p.uuid(),
    staffId: p.uuid(),
    clientId: p.uuid(),
    siteId: p.uuid().nullable(),
    categoryId: p.uuid(),
    typeId: p.uuid().nullable(),
    day: calendarDay(),
    minutes: p.integer(),
    note: p.text(),
    isBillable: p.boolean(),
    status: p.text(),
    rate: numeric().nullable(),
    frozenRate: numeric().nullable(),
    currency: p.text(),
    invoiceId: p.uuid().nullable(),
    invoiceLineId: p.uuid().nullable(),
    approvedBy: p.text().nullable(),
    approvedAt: p.datetime().nullable(),
    returnedNote: p.text().nullable(),
    importFingerprint: p.text().nullable(),
    version: p.integer().version(),
  },
});
