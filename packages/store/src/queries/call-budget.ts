import { callBudget, type CallBudget, type CallBudgetSettings, type Decimal } from "@tieout/domain";
import { toDate, type FirmSession } from "../orm.js";

const unchosen: CallBudgetSettings = { tier: "builder", monthlyCalls: null, pricePerThousand: null };

/** What the firm chose for its metered calls. */
export async function callBudgetSettings(session: FirmSession): Promise<CallBudgetSettings> {
  const rows = await session.query<CallBudgetSettings>(
    'select tier, monthly_calls as "monthlyCalls", price_per_thousand::text as "pricePerThousand" from hub.call_budget where firm_id = $1',
    [session.firmId],
  );
  return rows[0] ?? unchosen;
}

export async function saveCallBudget(session: FirmSession, { tier, monthlyCalls, pricePerThousand }: CallBudgetSettings): Promise<void> {
  await session.query(
    `insert into hub.call_budget (firm_id, tier, monthly_calls, price_per_thousand) values ($1, $2, $3, $4)
     on conflict (firm_id) do update set tier = excluded.tier, monthly_calls = excluded.monthly_calls, price_per_thousand = excluded.price_per_thousand`,
    [session.firmId, tier, monthlyCalls, pricePerThousand],
  );
}

/** The firm's metered calls of this month (UTC), of all its connections, against its budget. */
export interface MonthUsage {
  used: number;
  budget: CallBudget;
  /** "2026-11". */
  month: string;
  /** The instant, by the database's clock, that it is the month of: a forecast at the month's edge takes both from one clock. */
  now: Date;
}

export interface MonthRow {
  used: number;
  now: string;
  month: string;
  tier: CallBudgetSettings["tier"] | null;
  monthlyCalls: number | null;
  pricePerThousand: Decimal | null;
}

const monthColumns = `hub.hub_now()::text as now, to_char(hub.hub_now() at time zone 'UTC', 'YYYY-MM') as month, max(b.tier) as tier, max(b.monthly_calls) as "monthlyCalls", max(b.price_per_thousand)::text as "pricePerThousand"`;
const monthTables = `(select 1) as one left join hub.ledger_usage u on u.firm_id = $1 and u.day >= date_trunc('month', hub.hub_now() at time zone 'UTC')::date`;

/** Throws without a row. */
export function monthOf(row: MonthRow | undefined): MonthUsage {
  if (!row) throw new Error("The month's usage gave no row.");
  const { used, month, now, tier, monthlyCalls, pricePerThousand } = row;
  return { used, month, now: toDate(now), budget: callBudget(tier ? { tier, monthlyCalls, pricePerThousand } : unchosen) };
}

export async function monthUsage(session: FirmSession): Promise<MonthUsage> {
  const [row] = await session.query<MonthRow>(
    `select coalesce(sum(u.metered), 0)::int as used, ${monthColumns} from ${monthTables} left join hub.call_budget b on b.firm_id = $1`,
    [session.firmId],
  );
  return monthOf(row);
}

/** What calls cost: how many, how many of them metered, how many answered 429. */
export interface CallUsage {
  calls: number;
  metered: number;
  throttled: number;
}

/** Adds calls to the connection's counters of the day: `$1` the firm, `$2` the connection, then calls, metered and throttled ones. Parts of a `with`. */
export const usageAdded = `today as (select (hub.hub_now() at time zone 'UTC')::date as day),
     added as (
       insert into hub.ledger_usage (firm_id, connection_id, day, calls, metered, throttled) select $1, $2, day, $3::bigint, $4::bigint, $5::bigint from today where $3::bigint > 0
       on conflict (firm_id, connection_id, day) do update set calls = hub.ledger_usage.calls + excluded.calls, metered = hub.ledger_usage.metered + excluded.metered,
         throttled = hub.ledger_usage.throttled + excluded.throttled
       returning metered)`;
/** The month with what was added. */
export const monthAfter = `
     select (coalesce(sum(u.metered), 0) + coalesce((select metered from added), 0))::int as used, ${monthColumns}
     from ${monthTables} and not (u.connection_id = $2 and u.day = (select day from today)) left join hub.call_budget b on b.firm_id = $1`;

/** Adds what calls cost to the connection's counters of the day, and gives the month with it. Null without calls. */
export async function addUsage(session: FirmSession, connectionId: string, usage: CallUsage): Promise<MonthUsage | null> {
  if (usage.calls === 0) return null;
  const [row] = await session.query<MonthRow>(`with ${usageAdded} ${monthAfter}`, [session.firmId, connectionId, usage.calls, usage.metered, usage.throttled]);
  return monthOf(row);
}
