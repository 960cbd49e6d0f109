import type { LedgerPerson } from "@tieout/domain";
import type { z } from "zod";
import { defineEntity } from "./codec.js";
import { number, text } from "./fields.js";
import { decodePerson, personWire } from "./person.js";

/** A contractor whose time is recorded. */
export const vendor = defineEntity<LedgerPerson, z.infer<typeof personWire>>({
  kind: "vendor",
  name: "Vendor",
  operations: ["create", "update", "deactivate", "reactivate"],
  wire: personWire,
  // Only the full update is documented; it needs the name (qbo-entities 1.3).
  required: ["displayName"],
  fields: {
    displayName: text("DisplayName", (v) => v.displayName),
    givenName: text("GivenName", (v) => v.givenName),
    familyName: text("FamilyName", (v) => v.familyName),
    email: text("PrimaryEmailAddr.Address", (v) => v.email),
    billRate: number("BillRate", (v) => v.billRate),
  },
  decode: (wire) => decodePerson("vendor", wire),
});
