import { forgetCallBodies, type Store } from "@tieout/store";

/** Calls looked at in one statement: it must not hold the table for long. */
const atOnce = 2_000;
const everyMs = 60 * 60 * 1000;

/**
 * Forgets what calls to QuickBooks said once it is older than `callBodyDays`. Ticked each minute, it looks once an hour, and at the next tick
 * again while there is more: no idle tick costs a statement.
 * @param now milliseconds of a clock that never goes back
 */
export function createHousekeeping({ store, callBodyDays, now = () => performance.now() }: { store: Store; callBodyDays: number; now?: () => number }): () => Promise<void> {
  let nextAt = 0;
  return async () => {
    if (now() < nextAt) return;
    const forgotten = await store.withoutFirm((query) => forgetCallBodies(query, callBodyDays, atOnce));
    nextAt = forgotten < atOnce ? now() + everyMs : 0;
  };
}
