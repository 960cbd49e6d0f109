import { Big } from 'big.js';

export { Big };

/** Rounds half up, away from zero below zero, to cents (Intuit fault 6070: "Amount is not equal to UnitPrice * Qty"). */
export function toCents(value: Big): Big {
  return value.round(2, Big.roundHalfUp);
}

/** The number QuickBooks prints: JSON has no trailing zeros. */
export function toNumber(value: Big): number {
  return value.toNumber();
}

/** A decimal member of a record, zero when absent. */
export function decimalOf(value: unknown): Big {
  return typeof value === 'number' || typeof value === 'string' ? new Big(value) : new Big(0);
}
