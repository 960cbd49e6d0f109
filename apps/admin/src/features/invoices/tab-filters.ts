import { dayBefore } from "../../lib/format.js";
import type { VariablesOf } from "../../lib/graphql.js";
import type { invoicesQuery } from "./invoice-queries.js";
import type { InvoiceTab } from "./urls.js";

type Filter = NonNullable<VariablesOf<typeof invoicesQuery>["filter"]>;
type Status = NonNullable<Filter["statuses"]>[number];
type SyncState = NonNullable<Filter["syncStates"]>[number];

/** On the way to QuickBooks, or not begun. */
const outgoing = ["NEVER_SENT", "QUEUED", "SENDING", "CHECKING", "CHANGED", "SYNCED"] as const satisfies readonly SyncState[];

/** What a view of the page holds: statuses, and states of the way to QuickBooks (all of them when left out). */
const views: Record<InvoiceTab | "new", { readonly statuses: readonly Status[]; readonly states?: readonly SyncState[] }> = {
  new: { statuses: ["NEW"], states: outgoing },
  unsynced: { statuses: ["NEW"], states: outgoing },
  held: { statuses: ["NEW", "PROCESSED_EXTERNALLY"], states: ["BLOCKED", "FAILED"] },
  sent: { statuses: ["PROCESSED_EXTERNALLY"], states: ["SYNCED", "QUEUED", "SENDING", "CHECKING", "CHANGED", "NEVER_SENT"] },
  aside: { statuses: ["NEW", "PROCESSED_EXTERNALLY"], states: ["SET_ASIDE", "EXTERNAL"] },
  draft: { statuses: ["DRAFT"] },
  void: { statuses: ["VOID"] },
};

/** The filter of a view. With a start date, what is older and not sent has a view of its own. */
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

export interface Summed {
  readonly count: number;
  /** One a currency. */
  readonly sums: readonly { readonly amount: string; readonly currency: string }[];
}

/** How many invoices a view has and what they come to. The new ones are those without the older ones. */
export function totalsOf(tab: InvoiceTab | "new", totals: readonly Totals[], older: readonly Totals[] = []): Summed {
  const { statuses, states } = views[tab];
  const mine = totals.filter((each) => statuses.includes(each.status) && (!states || states.includes(each.syncState)));
  return summed(mine, tab === "new" ? older : []);
}

/** Of the older ones, those that are not sent yet and that nothing is sending. */
export function unsentOf(older: readonly Totals[]): Summed {
  return summed(older.filter(({ syncState }) => syncState === "NEVER_SENT" || syncState === "QUEUED"));
}

function summed(totals: readonly Totals[], less: readonly Totals[] = []): Summed {
  const sums = new Map<string, { count: number; amount: bigint }>();
  const add = (rows: readonly Totals[], sign: 1 | -1) => {
    for (const { count, total } of rows) {
      const sum = sums.get(total.currency) ?? { count: 0, amount: 0n };
      sums.set(total.currency, { count: sum.count + sign * count, amount: sum.amount + BigInt(sign) * tenThousandths(total.amount) });
    }
  };
  add(totals, 1);
  add(less, -1);
  const left = [...sums].filter(([, { count }]) => count > 0);
  return { count: left.reduce((all, [, { count }]) => all + count, 0), sums: left.map(([currency, { amount }]) => ({ currency, amount: decimalOf(amount) })) };
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
