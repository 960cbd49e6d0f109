import type { Store } from "@tieout/store";
import type { Network } from "./emulated-ledger.js";

/** Every exchange of a process with PostgreSQL or QuickBooks is two moments: before it goes out, and after it was done but before the answer is heard. */
export interface Mortal {
  store: Store;
  network: Network;
  /** Moments lived through so far. */
  moments(): number;
  /** The next moment is the last. */
  kill(): void;
  /** Settles when the process is dead and nothing of it is on its way any more: PostgreSQL ends what a killed process had open. */
  death: Promise<"died">;
}

/**
 * What a process sees of the world until SIGKILL at its Nth moment: from then on nothing it began goes on, and nothing it asks is answered.
 * A kill in the middle of a transaction is the moment before it: PostgreSQL rolls back what was not committed.
 */
export function mortal(store: Store, diesAt: number): Mortal {
  let lastMoment = diesAt;
  let moments = 0;
  let onTheirWay = 0;
  let die: (word: "died") => void = () => {};
  const death = new Promise<"died">((resolve) => (die = resolve));

  async function live(): Promise<void> {
    moments += 1;
    if (moments < lastMoment) return;
    if (onTheirWay === 0) die("died");
    await new Promise(() => {});
  }
  async function exchange<T>(work: () => Promise<T>): Promise<T> {
    await live();
    onTheirWay += 1;
    const answer = await work().finally(() => (onTheirWay -= 1));
    await live();
    return answer;
  }
  return {
    store: {
      withFirm: (firmId, work) => exchange(() => store.withFirm(firmId, work)),
      askFirm: (firmId, ask) => exchange(() => store.askFirm(firmId, ask)),
      withoutFirm: (work) => exchange(() => store.withoutFirm(work)),
      ping: () => exchange(() => store.ping()),
      close: () => store.close(),
    },
    network: (request, send) => exchange(() => send(request)),
    moments: () => moments,
    kill() {
      lastMoment = 0;
    },
    death,
  };
}
