import { z } from "zod";
import { activeFlag, optionalText } from "../wire.js";

/** The members Customer, Vendor and Employee share (NameBase in Intuit's schema). */
export const nameBase = {
  DisplayName: optionalText,
  CompanyName: optionalText,
  GivenName: optionalText,
  FamilyName: optionalText,
  Suffix: optionalText,
  Active: activeFlag,
  PrimaryEmailAddr: z.object({ Address: optionalText }).nullish(),
  PrimaryPhone: z.object({ FreeFormNumber: optionalText }).nullish(),
};

/**
 * A name as people know it. QuickBooks appends " (deleted)" to the name of a record that is switched off, and old rows have it
 * with a capital (qbo-protocol 5.4); compared by name, that suffix would hide the record.
 */
export function plainName(name: string | null, isActive: boolean): string {
  const known = name ?? "";
  return isActive ? known : known.replace(/ \(deleted\)$/i, "");
}

/** The spellings under which a record with this name may stand in QuickBooks. */
export function spellingsOf(name: string): string[] {
  return [name, `${name} (deleted)`];
}
