import type { LedgerPerson } from "@tieout/domain";
import type { z } from "zod";
import { wireNumber } from "../wire.js";
import { defineEntity } from "./codec.js";
import { text } from "./fields.js";
import { decodePerson, personWire } from "./person.js";

export const employee = defineEntity<LedgerPerson, z.infer<typeof personWire>>({
  kind: "employee",
  name: "Employee",
  operations: ["create", "update", "deactivate", "reactivate"],
  wire: personWire,
  // Intuit's text wants both names, its table at least one: send what there is (qbo-entities 3.3).
  required: ["givenName", "familyName"],
  nameField: "displayName",
  fields: {
    displayName: text("DisplayName", (e) => e.displayName),
    givenName: text("GivenName", (e) => e.givenName),
    familyName: text("FamilyName", (e) => e.familyName),
    email: text("PrimaryEmailAddr.Address", (e) => e.email),
    // A bill rate is only kept for an employee whose time is billable.
    billRate: ({ billRate }) => (billRate === null ? {} : { BillableTime: true, BillRate: wireNumber(billRate) }),
  },
  decode: (wire) => decodePerson("employee", wire),
});
