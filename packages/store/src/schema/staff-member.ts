import { defineEntity, p } from "@mikro-orm/core";
import { StaffMember } from "@tieout/domain";
import { numeric } from "./columns.js";

export const staffMemberSchema = defineEntity({
  class: StaffMember,
  tableName: "staff_member",
  schema: "hub",
  properties: {
    id: p.uuid().primary(),
    firmId: p.uuid(),
    firstName: p.text(),
    lastName: p.text(),
    displayName: p.text(),
    email: p.text(),
    rate: numeric().nullable(),
    userId: p.text().nullable(),
    isActive: p.boolean(),
    version: p.integer().version(),
  },
});
