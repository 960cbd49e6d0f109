import type { LedgerItem } from "@tieout/domain";
import { z } from "zod";
import { activeFlag, optionalFlag, optionalMoney, optionalReference, optionalText } from "../wire.js";
import { defineEntity } from "./codec.js";
import { flag, number, ref, text } from "./fields.js";
import { plainName } from "./names.js";

const wire = z.object({
  Name: optionalText,
  FullyQualifiedName: optionalText,
  Sku: optionalText,
  Type: optionalText,
  Active: activeFlag,
  IncomeAccountRef: optionalReference,
  UnitPrice: optionalMoney,
  Taxable: optionalFlag,
});

export const item = defineEntity<LedgerItem, z.infer<typeof wire>>({
  kind: "item",
  name: "Item",
  operations: ["create", "update", "deactivate", "reactivate"],
  wire,
  // Type is conditionally required since minor version 4: always sent (qbo-entities 4.1).
  required: ["name", "type"],
  nameField: "name",
  fields: {
    name: text("Name", (i) => i.name),
    sku: text("Sku", (i) => i.sku),
    type: text("Type", (i) => i.type),
    incomeAccountId: ref("IncomeAccountRef", (i) => i.incomeAccountId),
    unitPrice: number("UnitPrice", (i) => i.unitPrice),
    isTaxable: flag("Taxable", (i) => i.isTaxable),
  },
  decode: (w) => {
    const name = plainName(w.Name, w.Active);
    const fullName = plainName(w.FullyQualifiedName, w.Active) || name;
    return {
      name: fullName,
      isActive: w.Active,
      document: {
        kind: "item",
        name,
        fullName,
        sku: w.Sku,
        type: w.Type ?? "",
        incomeAccountId: w.IncomeAccountRef,
        unitPrice: w.UnitPrice,
        isTaxable: w.Taxable,
        isActive: w.Active,
      },
    };
  },
});
