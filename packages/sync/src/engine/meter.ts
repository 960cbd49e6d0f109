import { newId, type LedgerExchange } from "@tieout/domain";
import type { CallTry, CallUsage, ReadCall } from "@tieout/store";
import type { RunCalls } from "./engine-types.js";

/** What was heard of a write: each time it left, and what was said the last time. */
export interface HeardWrite {
  tries: CallTry[];
  bodies: Pick<LedgerExchange, "requestBody" | "responseBody">;
}

/** Counts what a run's calls cost, and keeps its reads until there is a run to keep them with. */
export interface Meter {
  readonly calls: RunCalls;
  hear(exchange: LedgerExchange): void;
  /** Reads heard since the last time this was asked. */
  takeReads(): ReadCall[];
  /** What was heard of the write under this request id since the last time this was asked; no tries and nulls when it did not leave. */
  takeWrite(requestId: string): HeardWrite;
  /** Calls since the last time this was asked, for the connection's daily counters. */
  takeUsage(): CallUsage;
  /** What was taken and could not be kept, because the database was away, is given again the next time. */
  giveBack(taken: { reads?: readonly ReadCall[]; usage: CallUsage }): void;
}

export function createMeter(from: Partial<RunCalls> = {}): Meter {
  const calls: RunCalls = { read: 0, write: 0, batch: 0, metered: 0, throttled: 0, ...from };
  let reads: ReadCall[] = [];
  const writes = new Map<string, { exchange: LedgerExchange; leftAt: number }[]>();
  let usage = { calls: 0, metered: 0, throttled: 0 };
  return {
    calls,
    hear(exchange) {
      const isWrite = exchange.requestId !== null;
      if (exchange.kind === "batch") calls.batch += 1;
      else if (isWrite) calls.write += 1;
      else calls.read += 1;
      const metered = exchange.isMetered ? 1 : 0;
      const throttled = exchange.status === 429 ? 1 : 0;
      calls.metered += metered;
      calls.throttled += throttled;
      usage = sum(usage, { calls: 1, metered, throttled });
      const { kind, operation, method, path, status, traceId, isMetered, durationMs, requestId, responseBody } = exchange;
      if (requestId === null) reads.push({ id: newId(), ledgerKind: kind, operation, method, path, status, traceId, isMetered, durationMs, responseBody });
      else writes.set(requestId, [...(writes.get(requestId) ?? []), { exchange, leftAt: performance.now() - durationMs }]);
    },
    takeReads() {
      const taken = reads;
      reads = [];
      return taken;
    },
    takeWrite(requestId) {
      const heard = writes.get(requestId) ?? [];
      writes.delete(requestId);
      const last = heard.at(-1)?.exchange;
      return {
        tries: heard.map(({ exchange: { status, traceId, isMetered, durationMs }, leftAt }) => ({ leftMsAgo: performance.now() - leftAt, status, traceId, isMetered, durationMs })),
        bodies: { requestBody: last?.requestBody ?? null, responseBody: last?.responseBody ?? null },
      };
    },
    takeUsage() {
      const taken = usage;
      usage = { calls: 0, metered: 0, throttled: 0 };
      return taken;
    },
    giveBack(taken) {
      reads = [...(taken.reads ?? []), ...reads];
      usage = sum(usage, taken.usage);
    },
  };
}

function sum(one: CallUsage, other: CallUsage): CallUsage {
  return { calls: one.calls + other.calls, metered: one.metered + other.metered, throttled: one.throttled + other.throttled };
}
