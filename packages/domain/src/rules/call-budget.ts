import { decimal, type Decimal, type Money } from "../money.js";

/** Tiers of Intuit's partner programme: metered calls included a month, and what the tier costs (US dollars; qbo-protocol 14). */
export const callTiers = {
  builder: { includedCalls: 500_000, monthlyPrice: "0" },
  silver: { includedCalls: 1_000_000, monthlyPrice: "300" },
  gold: { includedCalls: 10_000_000, monthlyPrice: "1700" },
  platinum: { includedCalls: 75_000_000, monthlyPrice: "4500" },
} as const satisfies Record<string, { includedCalls: number; monthlyPrice: Decimal }>;

export type CallTier = keyof typeof callTiers;

/** What a firm chose; null is as its tier has it. */
export interface CallBudgetSettings {
  tier: CallTier;
  monthlyCalls: number | null;
  /** US dollars for a thousand metered calls. */
  pricePerThousand: Decimal | null;
}

/** What a month's metered calls may come to, and what a thousand of them cost. */
export interface CallBudget {
  tier: CallTier;
  monthlyCalls: number;
  pricePerThousand: Decimal;
}

/** Intuit bills in it, wherever the firm is. */
const currency = "USD";

/** The budget in force. Without a price of its own a call costs its share of the tier's monthly price. */
export function callBudget({ tier, monthlyCalls, pricePerThousand }: CallBudgetSettings): CallBudget {
  const { includedCalls, monthlyPrice } = callTiers[tier];
  return { tier, monthlyCalls: monthlyCalls ?? includedCalls, pricePerThousand: pricePerThousand ?? decimal(monthlyPrice).times(1_000).div(includedCalls).round(4).toString() };
}

/** What so many metered calls cost, exact to a hundredth of a cent: most runs cost less than one. */
export function priceOfCalls(metered: number, { pricePerThousand }: Pick<CallBudget, "pricePerThousand">): Money {
  const amount = decimal(pricePerThousand).times(metered).div(1_000).round(4);
  return { amount: amount.eq(amount.round(2)) ? amount.toFixed(2) : amount.toString(), currency };
}

/**
 * What the month comes to at the pace so far. Months are UTC's (assumed: Intuit does not say). The first day counts whole, so that one
 * busy hour is no forecast.
 */
export function monthForecast(used: number, now: Date): number {
  const start = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1);
  const end = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1);
  const elapsed = Math.max(now.getTime() - start, 86_400_000);
  return Math.max(used, Math.round((used * (end - start)) / elapsed));
}

/** The warning that holds: 80 or 100 percent of the budget; null below. */
export function budgetLevel(used: number, { monthlyCalls }: Pick<CallBudget, "monthlyCalls">): 80 | 100 | null {
  if (used >= monthlyCalls) return 100;
  return used * 100 >= monthlyCalls * 80 ? 80 : null;
}
