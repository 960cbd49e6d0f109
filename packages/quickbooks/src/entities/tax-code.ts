import type { LedgerListEntry } from "@tieout/domain";
import { z } from "zod";
import { activeFlag, optionalFlag, optionalText } from "../wire.js";
import { defineEntity } from "./codec.js";
import { listEntry } from "./list-entry.js";

const wire = z.object({ Name: optionalText, Active: activeFlag, Taxable: optionalFlag });

/**
 * Read only: tax codes are made in QuickBooks. US companies list the pseudo codes `TAX` and `NON`, which a filter on `Active`
 * drops (reliability FC-40) and which have no stored times to sort by.
 */
export const taxCode = defineEntity<LedgerListEntry, z.infer<typeof wire>>({
  kind: "tax-code",
  name: "TaxCode",
  inactive: "second-query",
  orderBy: null,
  isInFeed: false,
  operations: [],
  wire,
  fields: {},
  decode: (w) => listEntry("tax-code", w, { isTaxable: w.Taxable }),
});
