import type { LedgerListEntry } from "@tieout/domain";
import { z } from "zod";
import { optionalText } from "../wire.js";
import { defineEntity } from "./codec.js";
import { listEntry } from "./list-entry.js";

const wire = z.object({ DisplayName: optionalText });

/** Read only; an agency cannot be switched off. */
export const taxAgency = defineEntity<LedgerListEntry, z.infer<typeof wire>>({
  kind: "tax-agency",
  name: "TaxAgency",
  inactive: "none",
  orderBy: null,
  isInFeed: false,
  operations: [],
  wire,
  fields: {},
  decode: (w) => listEntry("tax-agency", { Name: w.DisplayName, Active: true }),
});
