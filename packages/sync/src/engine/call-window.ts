import { setTimeout as sleep } from "node:timers/promises";
import type { CallKind } from "@tieout/domain";

/** Where time comes from: milliseconds, of which only differences matter. */
export interface WindowTime {
  now(): number;
  sleep(milliseconds: number): Promise<unknown>;
}

/** So many calls, or batches, within a time that may start anywhere. */
export interface CallLimit {
  most: number;
  withinMs: number;
  /** Of batches only; else of all calls, a batch being one. */
  isOfBatches?: boolean;
}

/** Lets so many calls out that the ledger never sees more of them than its limits allow. */
export interface CallWindow {
  /** Resolves when a call may go out, first come, first served. */
  enter(kind: CallKind): Promise<EnteredCall>;
}

/** A call that may go out now. */
export interface EnteredCall {
  /** Its answer came, or will not come any more. */
  answered(): void;
  /** It was not sent. */
  withdrawn(): void;
}

interface OpenCall {
  kind: CallKind;
  sentAt: number;
  answeredAt: number | null;
  /** It was known how quick the ledger can be. The first calls of all may be held up alike: they open connections. */
  isMeasured: boolean;
}

/** How quick the ledger can be with one kind of call, as far as is known. */
interface Quickest {
  answers: number;
  /** Of them to calls that were measured when they were sent. */
  sureAnswers: number;
  ms: number;
}

/** Clocks and timers are this exact. */
const marginMs = 20;
/** So many answers tell how quick the ledger can be. */
const enoughAnswers = 10;
/** A call that is not answered by then has long been seen: nothing travels longer, and slow answers need not slow down the rest. */
export const longestTravelMs = 400;

const realTime: WindowTime = { now: () => performance.now(), sleep: (milliseconds) => sleep(milliseconds) };

/**
 * The ledger counts a call when it arrives, which we do not see: some time between sending it and its answer. A busy machine or network
 * may hold one call up and pass the next, so that calls sent evenly arrive bunched. What a call took longer than the quickest of its kind, it
 * may have been held up on its way out, and no more: the quickest was on its way and was served, too. Therefore a call counts here until
 * a second, or a minute, after it was sent and that much; and while no answer, or too few, say how much, until that long after the last
 * moment it can have arrived at.
 */
export function createCallWindow(limits: readonly CallLimit[], time: WindowTime = realTime): CallWindow {
  const longestMs = Math.max(...limits.map(({ withinMs }) => withinMs));
  let open: OpenCall[] = [];
  let queue: Promise<unknown> = Promise.resolve();
  const nothingKnown = (): Quickest => ({ answers: 0, sureAnswers: 0, ms: Number.POSITIVE_INFINITY });
  const quickest: Record<CallKind, Quickest> = { read: nothingKnown(), write: nothingKnown(), batch: nothingKnown() };

  /** When a call counts no more, as far as is known now; an answer that is still out may move it on. */
  function goneAt({ kind, sentAt, answeredAt, isMeasured }: OpenCall, withinMs: number, now: number): number {
    const tookMs = (answeredAt ?? now) - sentAt;
    // The first calls are measured by later ones, once there are enough.
    const isSure = isMeasured || quickest[kind].sureAnswers >= enoughAnswers;
    const heldUpMs = answeredAt !== null && isSure ? tookMs - quickest[kind].ms : tookMs;
    return sentAt + Math.min(heldUpMs, longestTravelMs) + withinMs + marginMs;
  }

  /** When there is room under a limit, as far as is known now; a moment that has passed when there is. */
  function roomAt({ most, withinMs, isOfBatches }: CallLimit, now: number): number {
    const ends = open.filter((call) => !isOfBatches || call.kind === "batch").map((call) => goneAt(call, withinMs, now)).filter((end) => end > now);
    return ends.length < most ? now : Math.min(...ends);
  }

  async function admit(kind: CallKind): Promise<EnteredCall> {
    for (;;) {
      const now = time.now();
      open = open.filter((call) => goneAt(call, longestMs, now) > now);
      const readyAt = Math.max(...limits.filter(({ isOfBatches }) => kind === "batch" || !isOfBatches).map((limit) => roomAt(limit, now)));
      if (readyAt <= now) break;
      await time.sleep(Math.max(1, readyAt - now));
    }
    const known = quickest[kind];
    const call: OpenCall = { kind, sentAt: time.now(), answeredAt: null, isMeasured: known.answers >= enoughAnswers };
    open.push(call);
    return {
      answered() {
        if (call.answeredAt !== null) return;
        call.answeredAt = time.now();
        known.answers += 1;
        if (call.isMeasured) known.sureAnswers += 1;
        known.ms = Math.min(known.ms, call.answeredAt - call.sentAt);
      },
      withdrawn() {
        open = open.filter((each) => each !== call);
      },
    };
  }

  return {
    enter(kind) {
      const admitted = queue.then(() => admit(kind));
      queue = admitted;
      return admitted;
    },
  };
}
