import type { FirmSession } from "../orm.js";

export interface TurnLimits {
  perSecond: number;
  perMinute: number;
  batchesPerMinute: number;
  /** Added to each window: calls sent evenly may arrive bunched. */
  marginMs: number;
}

/** Reserves the next turn of a company's calls, for all processes in one order. Returns the milliseconds to wait for it. */
export async function takeTurn(query: FirmSession["query"], realmHash: string, isBatch: boolean, limits: TurnLimits): Promise<number> {
  const rows = await query<{ wait: number }>(
    "select (extract(epoch from hub.take_turn($1, $2, $3, $4, $5, make_interval(secs => $6))) * 1000)::float8 as wait",
    [realmHash, isBatch, limits.perSecond, limits.perMinute, limits.batchesPerMinute, limits.marginMs / 1000],
  );
  return Math.max(0, rows[0]?.wait ?? 0);
}

/** Milliseconds for which nobody may call this company. */
export async function pauseLeft(query: FirmSession["query"], realmHash: string): Promise<number> {
  const rows = await query<{ wait: number }>(
    "select (extract(epoch from paused_until - clock_timestamp()) * 1000)::float8 as wait from hub.throttle where realm_hash = $1 and paused_until > clock_timestamp()",
    [realmHash],
  );
  return Math.max(0, rows[0]?.wait ?? 0);
}

/** Nobody calls this company for so many seconds; a longer pause that runs already stays. */
export async function pauseCalls(query: FirmSession["query"], realmHash: string, seconds: number): Promise<void> {
  await query(
    `insert into hub.throttle (realm_hash, paused_until) values ($1, clock_timestamp() + make_interval(secs => $2))
     on conflict (realm_hash) do update set paused_until = greatest(hub.throttle.paused_until, excluded.paused_until)`,
    [realmHash, seconds],
  );
}
