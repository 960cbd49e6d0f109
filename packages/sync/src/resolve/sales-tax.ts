import { documentTaxCodes } from "@tieout/domain";
import { taxCodes, type FirmSession, type SyncInvoice } from "@tieout/store";
import type { DraftProblem, PlanFacts } from "../engine/flow.js";

/** The ledger's active tax codes. */
export interface TaxReferences {
  readonly codes: readonly { id: string; isTaxable: boolean | null }[];
}

/** How the tax of one invoice is said. */
export interface ResolvedTax {
  /** Codes of taxed lines and of all others; null where a problem says why there is none. */
  readonly taxed: string | null;
  readonly untaxed: string | null;
  /** Of the document as a whole: US companies with manual tax. */
  readonly document: string | null;
  readonly problems: DraftProblem[];
}

/** What a line says in the United States, whatever else the company lists (6100, qbo-entities 5). */
const us = { taxed: "TAX", untaxed: "NON" } as const;

export async function loadTaxCodes(session: FirmSession, connectionId: string): Promise<TaxReferences> {
  return { codes: await taxCodes(session, connectionId) };
}

/**
 * Three ways (qbo-protocol 16). Automated sales tax: lines say whether they are taxed, QuickBooks computes from addresses and knows who is exempt.
 * Manual sales tax in the US: the document names the tax code besides, or there is no tax at all; an exempt client's lines are not taxed. Elsewhere each
 * line carries the code itself. The code is the one the firm chose, else the company's own, else the only one there is; never a guess among several.
 */
export function resolveTax({ lines, client }: Pick<SyncInvoice, "lines" | "client">, { company, settings, references }: PlanFacts<{ taxes: TaxReferences }>): ResolvedTax {
  const { codes } = references.taxes;
  const isUs = codes.some(({ id }) => id === us.taxed);
  const hasTaxed = lines.some((line) => line.isTaxable);
  if (isUs && company.isTaxAutomatic) return { taxed: us.taxed, untaxed: us.untaxed, document: null, problems: [] };
  if (isUs && (!hasTaxed || !client.isTaxable)) return { taxed: us.untaxed, untaxed: us.untaxed, document: null, problems: [] };

  const usable = documentTaxCodes(codes).map(({ id }) => id);
  const wanted = settings.salesTaxCodeId ?? company.defaultTaxCodeId ?? null;
  const code = wanted === null ? (usable.length === 1 ? (usable[0] ?? null) : null) : usable.includes(wanted) ? wanted : null;
  const problems = hasTaxed && code === null ? [usable.length === 0 ? missing(true) : unchosen] : [];
  if (isUs) return { taxed: us.taxed, untaxed: us.untaxed, document: code, problems };

  const untaxed = codes.find(({ isTaxable }) => isTaxable === false)?.id ?? null;
  const hasUntaxed = lines.some((line) => !line.isTaxable);
  return { taxed: code, untaxed, document: null, problems: [...problems, ...(hasUntaxed && untaxed === null ? [missing(false)] : [])] };
}

const unchosen: DraftProblem = { kind: "sales-tax-not-chosen", causeKey: "sales-tax", facts: {} };

function missing(isTaxable: boolean): DraftProblem {
  const taxability = isTaxable ? "taxable" : "not taxable";
  return { kind: "tax-code-missing", causeKey: `tax-code:${isTaxable ? "taxable" : "exempt"}`, facts: { taxability } };
}
