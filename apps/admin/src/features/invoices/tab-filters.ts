import type { VariablesOf } from "../../lib/graphql.js";
import type { invoicesQuery } from "./invoice-queries.js";
import type { InvoiceTab } from "./urls.js";

type Filter = NonNullable<VariablesOf<typeof invoicesQuery>["filter"]>;
type Status = NonNullable<Filter["statuses"]>[number];
type SyncState = NonNullable<Filter["syncStates"]>[number];

/** What a view of the page holds: statuses, and states of the way to QuickBooks (all of them when left out). */
const views: Record<InvoiceTab | "new", { readonly statuses: readonly Status[]; readonly states?: readonly SyncState[] }> = {
  new: { statuses: ["NEW"], states: ["NEVER_SENT", "QUEUED", "SENDING", "CHECKING", "CHANGED", "SYNCED"] },
  unsynced: { statuses: ["NEW"], states: ["NEVER_SENT"] },
  held: { statuses: ["NEW", "PROCESSED_EXTERNALLY"], states: ["BLOCKED", "FAILED"] },
  sent: { statuses: ["PROCESSED_EXTERNALLY"], states: ["SYNCED", "QUEUED", "SENDING", "CHECKING", "CHANGED", "NEVER_SENT"] },
  aside: { statuses: ["NEW", "PROCESSED_EXTERNALLY"], states: ["SET_ASIDE", "EXTERNAL"] },
  draft: { statuses: ["DRAFT"] },
  void: { statuses: ["VOID"] },
};

/** The filter of a view. With a start date, what is older and was never sent has a view of its own. */
export function filterOf(tab: InvoiceTab | "new", startDate: string | null, search: string | undefined): Filter {
  const { statuses, states } = views[tab];
  return {
    statuses: [...statuses],
    ...(states ? { syncStates: [...states] } : {}),
    ...(startDate && tab === "new" ? { issuedFrom: startDate } : {}),
    ...(startDate && tab === "unsynced" ? { issuedTo: dayBefore(startDate) } : {}),
    ...(search ? { search } : {}),
  };
}

interface Totals {
  readonly status: Status;
  readonly syncState: SyncState;
  readonly count: number;
  readonly total: { readonly amount: string; readonly currency: string };
}

/** How many invoices a view has and what they come to, one sum a currency. */
export function totalsOf(tab: InvoiceTab | "new", totals: readonly Totals[]): { readonly count: number; readonly sums: readonly { readonly amount: string; readonly currency: string }[] } {
  const { statuses, states } = views[tab];
  const mine = totals.filter((each) => statuses.includes(each.status) && (!states || states.includes(each.syncState)));
  const sums = new Map<string, bigint>();
  for (const { total } of mine) sums.set(total.currency, (sums.get(total.currency) ?? 0n) + tenThousandths(total.amount));
  return {
    count: mine.reduce((count, each) => count + each.count, 0),
    sums: [...sums].map(([currency, sum]) => ({ currency, amount: decimalOf(sum) })),
  };
}

// Sums of decimal strings are made of whole ten-thousandths: no amount is ever a float.
function tenThousandths(amount: string): bigint {
  const isNegative = amount.startsWith("-");
  const [whole = "0", fraction = ""] = amount.replace("-", "").split(".");
  const value = BigInt(whole) * 10_000n + BigInt(fraction.slice(0, 4).padEnd(4, "0"));
  return isNegative ? -value : value;
}

function decimalOf(value: bigint): string {
  const size = value < 0n ? -value : value;
  return `${value < 0n ? "-" : ""}${size / 10_000n}.${String(size % 10_000n).padStart(4, "0")}`;
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
