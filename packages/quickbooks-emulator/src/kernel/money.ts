import { Big } from 'big.js';

export { Big };

/** Rounds half up, away from zero below zero, to cents (Intuit fault 6070: "Amount is not equal to UnitPrice * Qty"). */
export function toCents(value: Big): Big {
  return value.round(2, Big.roundHalfUp);
}

/** Ends of the names of members that hold money, as a pattern: they travel with two decimals, rates and quantities as they are (recorded, MQ and RR). */
export const moneyNames = '(?:Amt|Amount|Balance|BalanceWithJobs|BalanceWithSubAccounts|TotalTax|NetAmountTaxable|RemainingCredit|Deposit)';

/** Whether a member of this name holds money. */
export const isMoney = (name: string): boolean => moneyName.test(name);
const moneyName = new RegExp(`${moneyNames}$`);

/** The number a record holds; the wire gives money its two decimals. */
export function toNumber(value: Big): number {
  return value.toNumber();
}

/** A decimal member of a record, zero when absent. */
export function decimalOf(value: unknown): Big {
  return typeof value === 'number' || typeof value === 'string' ? new Big(value) : new Big(0);
}

/** Whole hundredths of an amount, half up, as the journal counts money. */
export function hundredthsOf(value: unknown): number {
  return (value instanceof Big ? value : decimalOf(value)).times(100).round(0, Big.roundHalfUp).toNumber();
}

/** The amount of so many hundredths, as the wire prints it. */
export function amountOf(hundredths: number): number {
  return new Big(hundredths).div(100).toNumber();
}
