import type { FirmSession } from "../orm.js";

export interface TurnLimits {
  perSecond: number;
  perMinute: number;
  batchesPerMinute: number;
  /** Added to a second: calls sent evenly may arrive bunched. */
  secondMarginMs: number;
  /** Added to a minute after one's own call and one's own batch, whose arrival is watched beside this, and after somebody else's, of which the turn alone is known. */
  callMarginMs: number;
  batchMarginMs: number;
  othersMarginMs: number;
}

/** When a call may go out. */
export interface CallTurn {
  /** Milliseconds until the turn. */
  waitMs: number;
  /** It is reserved. A batch that has to wait for its minute is not: it asks again then, and keeps nobody else waiting. */
  isTaken: boolean;
  /** Milliseconds the company still rests; then no turn was reserved. 0 when it does not. */
  pauseMs: number;
}

/**
 * Reserves the next turn of a company's calls for `taker`, for all processes in one order. While the company rests for longer than
 * `longestNapMs` nothing is reserved.
 */
export async function takeTurn(query: FirmSession["query"], { realmHash, taker }: { realmHash: string; taker: string }, isBatch: boolean, limits: TurnLimits, longestNapMs: number): Promise<CallTurn> {
  const [turn] = await query<CallTurn>(
    `with rest as materialized (select coalesce((select extract(epoch from paused_until - clock_timestamp()) * 1000 from hub.throttle where realm_hash = $1), 0)::float8 as ms),
          turn as materialized (select given.wait, given.is_taken from rest cross join lateral hub.take_turn($1, $9, $2, $3, $4, $5, make_interval(secs => $6), make_interval(secs => $7), make_interval(secs => $10), make_interval(secs => $11)) as given where rest.ms <= $8)
     select case when rest.ms > $8 then rest.ms else 0 end as "pauseMs", coalesce(extract(epoch from turn.wait) * 1000, 0)::float8 as "waitMs", coalesce(turn.is_taken, false) as "isTaken"
     from rest left join turn on true`,
    [realmHash, isBatch, limits.perSecond, limits.perMinute, limits.batchesPerMinute, limits.secondMarginMs / 1000, limits.callMarginMs / 1000, longestNapMs, taker, limits.batchMarginMs / 1000, limits.othersMarginMs / 1000],
  );
  return { waitMs: Math.max(0, turn?.waitMs ?? 0), isTaken: turn?.isTaken ?? false, pauseMs: turn?.pauseMs ?? 0 };
}

/** Milliseconds for which nobody may call this company. */
export async function pauseLeft(query: FirmSession["query"], realmHash: string): Promise<number> {
  const [rest] = await query<{ ms: number }>(
    "select (extract(epoch from paused_until - clock_timestamp()) * 1000)::float8 as ms from hub.throttle where realm_hash = $1 and paused_until > clock_timestamp()",
    [realmHash],
  );
  return rest?.ms ?? 0;
}

/** Nobody calls this company for so many seconds; a longer pause that runs already stays. */
export async function pauseCalls(query: FirmSession["query"], realmHash: string, seconds: number): Promise<void> {
  await query(
    `insert into hub.throttle (realm_hash, paused_until) values ($1, clock_timestamp() + make_interval(secs => $2))
     on conflict (realm_hash) do update set paused_until = greatest(hub.throttle.paused_until, excluded.paused_until)`,
    [realmHash, seconds],
  );
}
