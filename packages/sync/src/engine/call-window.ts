import { setTimeout as sleep } from "node:timers/promises";

/** Where time comes from: milliseconds, of which only differences matter. */
export interface WindowTime {
  now(): number;
  sleep(milliseconds: number): Promise<unknown>;
}

/** Lets so many calls out that the ledger never sees more than a limit of them within a second. */
export interface CallWindow {
  /** Resolves when a call may go out, first come, first served; with what says that its answer came. */
  enter(): Promise<() => void>;
}

interface OpenCall {
  sentAt: number;
  answeredAt: number | null;
  /** It was known how quick the ledger can be. The first calls of all may be held up alike: they open connections. */
  isMeasured: boolean;
}

const windowMs = 1_000;
/** Clocks and timers are this exact. */
const marginMs = 20;
/** So many answers tell how quick the ledger can be. */
const enoughAnswers = 10;
/** A call that is not answered by then has long been seen: nothing travels longer, and slow answers need not slow down the rest. */
const longestTravelMs = 400;

const realTime: WindowTime = { now: () => performance.now(), sleep: (milliseconds) => sleep(milliseconds) };

/**
 * The ledger counts a call when it arrives, which we do not see: some time between sending it and its answer. A busy machine or network
 * may hold one call up and pass the next, so that calls sent evenly arrive bunched. What a call took longer than the quickest of all, it
 * may have been held up on its way out, and no more: the quickest was on its way and was served, too. Therefore a call counts here until
 * a second after it was sent and that much; and while no answer, or too few, say how much, until a second after the last moment it can
 * have arrived at.
 * @param limit calls a second (Intuit: 10, qbo-protocol 13)
 */
export function createCallWindow(limit: number, time: WindowTime = realTime): CallWindow {
  let open: OpenCall[] = [];
  let queue: Promise<unknown> = Promise.resolve();
  let answers = 0;
  let quickestMs = Number.POSITIVE_INFINITY;

  /** When a call counts no more, as far as is known now; an answer that is still out may move it on. */
  function goneAt({ sentAt, answeredAt, isMeasured }: OpenCall, now: number): number {
    const tookMs = (answeredAt ?? now) - sentAt;
    const heldUpMs = answeredAt !== null && isMeasured ? tookMs - quickestMs : tookMs;
    return sentAt + Math.min(heldUpMs, longestTravelMs) + windowMs + marginMs;
  }

  async function admit(): Promise<() => void> {
    for (;;) {
      const now = time.now();
      open = open.filter((call) => goneAt(call, now) > now);
      if (open.length < limit) break;
      await time.sleep(Math.max(1, Math.min(...open.map((call) => goneAt(call, now))) - now));
    }
    const call: OpenCall = { sentAt: time.now(), answeredAt: null, isMeasured: answers >= enoughAnswers };
    open.push(call);
    return () => {
      if (call.answeredAt !== null) return;
      call.answeredAt = time.now();
      answers += 1;
      quickestMs = Math.min(quickestMs, call.answeredAt - call.sentAt);
    };
  }

  return {
    enter() {
      const admitted = queue.then(admit);
      queue = admitted;
      return admitted;
    },
  };
}
