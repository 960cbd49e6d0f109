import { newId, type LedgerExchange } from "@tieout/domain";
import type { CallUsage, ReadCall } from "@tieout/store";
import type { RunCalls } from "./engine-types.js";

export type CallBodies = Pick<LedgerExchange, "requestBody" | "responseBody">;

/** Counts what a run's calls cost, and keeps its reads until there is a run to keep them with. */
export interface Meter {
  readonly calls: RunCalls;
  hear(exchange: LedgerExchange): void;
  /** Reads heard since the last time this was asked. */
  takeReads(): ReadCall[];
  /** What was said in the write under this request id, once; nulls when nothing was heard of it. */
  takeBodies(requestId: string): CallBodies;
  /** Calls since the last time this was asked, for the connection's daily counters. */
  takeUsage(): CallUsage;
}

export function createMeter(from: Partial<RunCalls> = {}): Meter {
  const calls: RunCalls = { read: 0, write: 0, batch: 0, metered: 0, throttled: 0, ...from };
  let reads: ReadCall[] = [];
  const bodies = new Map<string, CallBodies>();
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
      usage = { calls: usage.calls + 1, metered: usage.metered + metered, throttled: usage.throttled + throttled };
      const { kind, operation, method, path, status, traceId, isMetered, durationMs, requestId, requestBody, responseBody } = exchange;
      if (requestId === null) reads.push({ id: newId(), ledgerKind: kind, operation, method, path, status, traceId, isMetered, durationMs, responseBody });
      else bodies.set(requestId, { requestBody, responseBody });
    },
    takeReads() {
      const taken = reads;
      reads = [];
      return taken;
    },
    takeBodies(requestId) {
      const taken = bodies.get(requestId) ?? { requestBody: null, responseBody: null };
      bodies.delete(requestId);
      return taken;
    },
    takeUsage() {
      const taken = usage;
      usage = { calls: 0, metered: 0, throttled: 0 };
      return taken;
    },
  };
}
