import { addMoney, decimal, type Decimal, roundMoney } from "../money.js";

export interface InvoiceTotals {
  subtotal: Decimal;
  tax: Decimal;
  total: Decimal;
}

/**
 * Sums of an invoice. Subtotal: the lines' amounts. Tax: the firm's rate on the sum of the taxable lines, rounded once; an
 * estimate, for QuickBooks computes its own and that is kept beside it. Total: both. A client who is not taxable pays none.
 */
export function invoiceTotals(
  lines: readonly { amount: Decimal; isTaxable: boolean }[],
  { taxRatePercent, isClientTaxable, currency }: { taxRatePercent: Decimal; isClientTaxable: boolean; currency: string },
): InvoiceTotals {
  const subtotal = addMoney(lines.map((line) => line.amount), currency);
  const taxable = isClientTaxable ? addMoney(lines.filter((line) => line.isTaxable).map((line) => line.amount), currency) : "0";
  const tax = roundMoney(decimal(taxable).times(decimal(taxRatePercent)).div(100), currency);
  return { subtotal, tax, total: addMoney([subtotal, tax], currency) };
}
