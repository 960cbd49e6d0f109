import type { LedgerListEntry } from "@tieout/domain";
import { plainName } from "./names.js";

/** A list entry with nothing but a name; the entity adds the few facts it has. */
export function listEntry(
  kind: LedgerListEntry["kind"],
  wire: { Name: string | null; FullyQualifiedName?: string | null; Active: boolean },
  facts: Partial<Pick<LedgerListEntry, "dueDays" | "ratePercent" | "isTaxable">> = {},
) {
  const name = plainName(wire.Name, wire.Active);
  const fullName = plainName(wire.FullyQualifiedName ?? null, wire.Active) || null;
  const document: LedgerListEntry = {
    kind,
    name,
    fullName,
    dueDays: null,
    ratePercent: null,
    isTaxable: null,
    ...facts,
    isActive: wire.Active,
  };
  return { name: fullName ?? name, isActive: wire.Active, document };
}
