import type { LedgerAccount } from "@tieout/domain";
import { z } from "zod";
import { activeFlag, optionalText } from "../wire.js";
import { defineEntity } from "./codec.js";
import { text } from "./fields.js";
import { plainName } from "./names.js";

const wire = z.object({
  Name: optionalText,
  FullyQualifiedName: optionalText,
  AccountType: optionalText,
  Classification: optionalText,
  Active: activeFlag,
});

export const account = defineEntity<LedgerAccount, z.infer<typeof wire>>({
  kind: "account",
  name: "Account",
  operations: ["create", "update", "deactivate", "reactivate"],
  wire,
  // The recorded deactivation of an account repeats its name.
  required: ["name"],
  fields: {
    name: text("Name", (a) => a.name),
    accountType: text("AccountType", (a) => a.accountType),
  },
  decode: (w) => {
    const name = plainName(w.Name, w.Active);
    const fullName = plainName(w.FullyQualifiedName, w.Active) || name;
    return {
      name: fullName,
      isActive: w.Active,
      document: {
        kind: "account",
        name,
        fullName,
        accountType: w.AccountType ?? "",
        classification: w.Classification,
        isActive: w.Active,
      },
    };
  },
});
