import { defineEntity, p } from "@mikro-orm/core";
import { Site } from "@tieout/domain";

export const siteSchema = defineEntity({
  class: Site,
  tableName: "site",
  schema: "hub",
  properties: {
    id: p.uuid().primary(),
    firmId: p.uuid(),
    clientId: p.uuid(),
    name: p.text(),
    addressLine1: p.text().nullable(),
    addressLine2: p.text().nullable(),
    city: p.text().nullable(),
    state: p.text().nullable(),
    postalCode: p.text().nullable(),
    country: p.text().nullable(),
    isActive: p.boolean(),
    version: p.integer().version(),
  },
});
