import { HubError } from "../errors.js";
import { decimal, type Decimal } from "../money.js";

/** An hourly rate: null, or a decimal that is not negative and has at most five decimals. Throws `INVALID`. */
export function checkRate(rate: Decimal | null, field = "rate"): Decimal | null {
  if (rate === null) return null;
  const value = decimal(rate);
  if (value.lt(0)) throw new HubError("INVALID", "A rate cannot be negative.", [field]);
  if (value.gte(10_000_000) || !value.round(5).eq(value)) {
    throw new HubError("INVALID", "A rate has at most seven digits before the point and five after it.", [field]);
  }
  return rate;
}

/** Where an hour's rate may come from. */
export interface RateSources {
  entry: Decimal | null;
  type: Decimal | null;
  category: Decimal | null;
  staff: Decimal | null;
}

/**
 * What an hour is billed at: the entry's own rate, else its type's, else its category's, else the staff member's; null when
 * none has one. A rate of zero is a rate. Asked once, at approval, and frozen there.
 */
export function rateFor({ entry, type, category, staff }: RateSources): Decimal | null {
  return entry ?? type ?? category ?? staff;
}

/** What the ledger bills an hour of somebody at. It prints 0 where nobody entered a rate (qbo-entities 3.2): that is none. */
export function ledgerRate(billRate: Decimal | null): Decimal | null {
  return billRate === null || decimal(billRate).eq(0) ? null : billRate;
}
