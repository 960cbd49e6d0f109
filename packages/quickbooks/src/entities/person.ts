import type { LedgerPerson } from "@tieout/domain";
import { z } from "zod";
import { optionalMoney } from "../wire.js";
import { nameBase, plainName } from "./names.js";

/** What an Employee and a Vendor have in common for us: somebody whose hours are recorded. */
export const personWire = z.object({ ...nameBase, BillRate: optionalMoney });

/** `name` and `document.displayName` come without QuickBooks' " (deleted)". */
export function decodePerson(kind: LedgerPerson["kind"], wire: z.infer<typeof personWire>) {
  const displayName = plainName(wire.DisplayName, wire.Active);
  const document: LedgerPerson = {
    kind,
    displayName,
    givenName: wire.GivenName,
    familyName: wire.FamilyName,
    email: wire.PrimaryEmailAddr?.Address ?? null,
    billRate: wire.BillRate,
    isActive: wire.Active,
  };
  return { name: displayName, isActive: wire.Active, document };
}
