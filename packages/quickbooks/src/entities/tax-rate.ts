import type { LedgerListEntry } from "@tieout/domain";
import { z } from "zod";
import { activeFlag, optionalDecimal, optionalText, trimmed } from "../wire.js";
import { defineEntity } from "./codec.js";
import { listEntry } from "./list-entry.js";

const wire = z.object({ Name: optionalText, Active: activeFlag, RateValue: optionalDecimal });

/** Read only. `RateValue` is a percentage: 7.1 means 7.1 %. */
export const taxRate = defineEntity<LedgerListEntry, z.infer<typeof wire>>({
  kind: "tax-rate",
  name: "TaxRate",
  orderBy: null,
  isInFeed: false,
  operations: [],
  wire,
  fields: {},
  decode: (w) => listEntry("tax-rate", w, { ratePercent: w.RateValue === null ? null : trimmed(w.RateValue) }),
});
