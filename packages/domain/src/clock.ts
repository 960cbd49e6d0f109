/** Where "now" comes from. Tests move it; leases and waits never use it: they use the database's `hub_now()`. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
