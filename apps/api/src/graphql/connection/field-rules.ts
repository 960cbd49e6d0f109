import { fieldWord, ruledFields, ruledKinds, type ClashPolicy, type FieldRules, type RuledKind } from "@tieout/domain";
import type { FieldRuleType } from "./connection.type.js";

/** What a person reads beside each rule: what the next sync does by it. */
const consequences: Record<RuledKind, Partial<Record<ClashPolicy, string>>> = {
  client: {
    ask: "Edited on both sides, it waits for you in Problems.",
    hub: "Edited on both sides, ours goes to QuickBooks and replaces what was typed there.",
    ledger: "Edited on both sides, QuickBooks' value replaces ours.",
    newest: "Edited on both sides, the side whose record was edited last replaces the other.",
  },
  invoice: {
    ask: "Edited in QuickBooks, it waits for you in Problems; both sides stay as they are.",
    hub: "Edited in QuickBooks, the next sync sends the invoice again as it is here.",
    ledger: "Edited in QuickBooks, the next sync changes the invoice here to match.",
  },
};

/** Every field a firm may rule, with the rule it has and what it could choose instead. */
export function shownRules(rules: FieldRules): FieldRuleType[] {
  return ruledKinds.flatMap((kind) =>
    Object.entries<readonly ClashPolicy[]>(ruledFields[kind]).map(([field, choices]) => ({
      kind,
      field,
      title: field === "address" ? "Address" : fieldWord(field),
      policy: (rules[kind] as Record<string, ClashPolicy>)[field] ?? "ask",
      choices: choices.map((policy) => ({ policy, consequence: consequences[kind][policy] ?? "" })),
    })),
  );
}
