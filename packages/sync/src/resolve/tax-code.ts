import { taxCodes, type FirmSession } from "@tieout/store";
import type { DraftProblem } from "../engine/flow.js";

/** The ledger's code for taxed lines, and the one for all others; null where it lists none. */
export interface TaxReferences {
  readonly taxable: string | null;
  readonly exempt: string | null;
}

/** QuickBooks in the United States knows two on a line, whatever else it lists (6100, qbo-entities 5). */
const preferred = { taxable: "TAX", exempt: "NON" } as const;

export async function loadTaxCodes(session: FirmSession, connectionId: string): Promise<TaxReferences> {
  const codes = await taxCodes(session, connectionId);
  const pick = (isTaxable: boolean, first: string): string | null => {
    const fitting = codes.filter((code) => code.isTaxable === isTaxable);
    return (fitting.find((code) => code.id === first) ?? fitting[0])?.id ?? null;
  };
  return { taxable: pick(true, preferred.taxable), exempt: pick(false, preferred.exempt) };
}

/** Every line carries a code. */
export function resolveTaxCode(isTaxable: boolean, references: TaxReferences): { taxCodeId: string } | { problem: DraftProblem } {
  const taxCodeId = isTaxable ? references.taxable : references.exempt;
  if (taxCodeId !== null) return { taxCodeId };
  const taxability = isTaxable ? "taxable" : "not taxable";
  return { problem: { kind: "tax-code-missing", causeKey: `tax-code:${isTaxable ? "taxable" : "exempt"}`, facts: { taxability } } };
}
