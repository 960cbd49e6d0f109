import type { LedgerListEntry } from "@tieout/domain";
import { z } from "zod";
import { activeFlag, optionalInteger, optionalText } from "../wire.js";
import { defineEntity } from "./codec.js";
import { text } from "./fields.js";
import { listEntry } from "./list-entry.js";

const wire = z.object({ Name: optionalText, Active: activeFlag, DueDays: optionalInteger });

/** Terms that fall due on a day of the month have no `dueDays`: QuickBooks computes that date itself. */
export const term = defineEntity<LedgerListEntry, z.infer<typeof wire>>({
  kind: "term",
  name: "Term",
  operations: ["create", "update", "deactivate", "reactivate"],
  wire,
  required: ["name", "dueDays"],
  fields: {
    name: text("Name", (t) => t.name),
    dueDays: ({ dueDays }) => (dueDays === null ? {} : { DueDays: dueDays }),
  },
  decode: (w) => listEntry("term", w, { dueDays: w.DueDays }),
});
