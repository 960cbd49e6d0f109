import type { LedgerCompany } from "../ledger/capabilities.js";

/** What lines of US companies say instead of a rate, and the code that marks a tax somebody typed over: none is a tax one can choose (6100, 6160, qbo-entities 5). */
const pseudoCodes: ReadonlySet<string> = new Set(["TAX", "NON", "CustomSalesTax"]);

/** The tax codes that say what is charged on taxable work. */
export function documentTaxCodes<Code extends { id: string; isTaxable: boolean | null }>(codes: readonly Code[]): Code[] {
  return codes.filter(({ id, isTaxable }) => isTaxable === true && !pseudoCodes.has(id));
}

/** Whether somebody must say which tax is charged. Where the ledger computes it from addresses there is nothing to choose. */
export function asksForSalesTax({ isTaxAutomatic }: Pick<LedgerCompany, "isTaxAutomatic">): boolean {
  return !isTaxAutomatic;
}
