/**
 * The day the month's metered reads would be used up at the present pace, if that is before the month ends.
 * @param now milliseconds; Intuit counts calendar months in UTC (assumed).
 * @returns a calendar day, or null when they last.
 */
export function quotaForecast(used: number, limit: number, now: number): string | null {
  const today = new Date(now);
  const monthStart = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), 1);
  const monthEnd = Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + 1, 1);
  const elapsed = now - monthStart;
  if (used <= 0 || limit <= 0 || elapsed <= 0) return null;
  const usedUpAt = monthStart + (elapsed * limit) / used;
  return usedUpAt < monthEnd ? new Date(usedUpAt).toISOString().slice(0, 10) : null;
}
