import { Big } from "big.js";
import { HubError } from "./errors.js";

/** A decimal number as text: "1250.00", "-3.5". Never a float. */
export type Decimal = string;

/** An amount and its ISO 4217 currency. */
export interface Money {
  readonly amount: Decimal;
  readonly currency: string;
}

/** Fraction digits of a currency as ISO 4217 has them, from the runtime's own table (JPY 0, USD 2, KWD 3). */
export function fractionDigits(currency: string): number {
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** Parses a decimal string. Throws `INVALID` for anything else, exponents included. */
export function decimal(text: string): Big {
  if (!/^-?\d+(\.\d+)?$/.test(text)) {
    throw new HubError("INVALID", `"${text}" is not an amount. Write digits with a point, for example 1250.00.`);
  }
  return new Big(text);
}

/** Rounds half away from zero to the currency's digits, as QuickBooks rounds a line's amount. */
export function roundMoney(value: Big | Decimal, currency: string): Decimal {
  const digits = fractionDigits(currency);
  return (typeof value === "string" ? decimal(value) : value).round(digits, Big.roundHalfUp).toFixed(digits);
}

export function addMoney(amounts: readonly Decimal[], currency: string): Decimal {
  return roundMoney(
    amounts.reduce((sum, amount) => sum.plus(decimal(amount)), new Big(0)),
    currency,
  );
}

/** True when both texts are the same number: "10", "10.0" and "10.00" are. */
export function sameDecimal(a: Decimal, b: Decimal): boolean {
  return decimal(a).eq(decimal(b));
}

/** What `minutes` at `rate` per hour come to. 50 minutes at 200.00 are 166.67, never 0.83 x 200. */
export function amountForMinutes(minutes: number, rate: Decimal, currency: string): Decimal {
  return roundMoney(decimal(rate).times(minutes).div(60), currency);
}
