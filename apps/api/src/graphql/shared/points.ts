/** What a caller may still spend, after a request was paid or refused. */
export interface PointsLeft {
  isPaid: boolean;
  available: number;
  /** Seconds until a refused request of this cost can be paid; until the budget is full again for one that was paid. */
  seconds: number;
}

/** A budget for each caller that fills up by itself: what a minute allows can be spent at once, and comes back second by second (API-09). */
export interface Points {
  /** The most a caller can have; 0 when nothing is limited. */
  readonly maximum: number;
  /** Points that come back each second. */
  readonly restoreRate: number;
  /** Pays when there is enough; a request that is refused costs nothing. */
  pay(callerId: string, cost: number): PointsLeft;
}

/** Callers remembered at most; who is not remembered has a full budget. */
const mostCallers = 10_000;

/**
 * @param perMinute 0 limits nothing.
 * @param now milliseconds of a clock that never goes back
 */
export function createPoints(perMinute: number, now: () => number = () => performance.now()): Points {
  const restoreRate = perMinute / 60;
  const spent = new Map<string, { points: number; at: number }>();
  const forgetFull = (): void => {
    for (const [callerId, { points, at }] of spent) if (points - ((now() - at) / 1000) * restoreRate <= 0) spent.delete(callerId);
  };
  return {
    maximum: perMinute,
    restoreRate,
    pay(callerId, cost) {
      if (perMinute === 0) return { isPaid: true, available: 0, seconds: 0 };
      const before = spent.get(callerId);
      const used = before ? Math.max(0, before.points - ((now() - before.at) / 1000) * restoreRate) : 0;
      const isPaid = used + cost <= perMinute;
      const points = isPaid ? used + cost : used;
      spent.set(callerId, { points, at: now() });
      if (spent.size > mostCallers) forgetFull();
      return { isPaid, available: Math.floor(perMinute - points), seconds: Math.ceil((isPaid ? points : used + cost - perMinute) / restoreRate) };
    },
  };
}
