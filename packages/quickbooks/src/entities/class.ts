import type { LedgerListEntry } from "@tieout/domain";
import { z } from "zod";
import { activeFlag, optionalText } from "../wire.js";
import { defineEntity } from "./codec.js";
import { text } from "./fields.js";
import { listEntry } from "./list-entry.js";

const wire = z.object({ Name: optionalText, FullyQualifiedName: optionalText, Active: activeFlag });

/** Needs a QuickBooks edition with classes and class tracking switched on, else 5020, 5030 or 6000. */
export const ledgerClass = defineEntity<LedgerListEntry, z.infer<typeof wire>>({
  kind: "class",
  name: "Class",
  operations: ["create", "update", "deactivate", "reactivate"],
  wire,
  required: ["name"],
  fields: { name: text("Name", (c) => c.name) },
  decode: (w) => listEntry("class", w),
});
