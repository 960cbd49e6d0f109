import { describe, expect, it } from "vitest";
import { watchConnection, type WatchedConnection } from "./watch.js";

const now = new Date("2026-11-22T12:00:00Z");
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);

function connection(given: Partial<WatchedConnection> = {}): WatchedConnection {
  return { state: "enabled", stateSince: hoursAgo(1_000), isRunning: true, lastSuccessAt: hoursAgo(1), silentHours: 24, signIn: { at: inDays(100), isFinal: false }, warnedDays: null, open: [], now, ...given };
}
const broken = { id: "n1", kind: "connection-broken", happenedAt: hoursAgo(5), facts: {} } as const;
const silent = { id: "n2", kind: "nothing-synced", happenedAt: hoursAgo(5), facts: { since: hoursAgo(29).toISOString() } } as const;
const kinds = (given: Partial<WatchedConnection>) => watchConnection(connection(given)).tell.map(({ kind }) => kind);

describe("what is told of a connection", () => {
  it("is nothing while it works", () => {
    expect(watchConnection(connection())).toEqual({ tell: [], ended: [] });
  });

  it("is silence after the firm's hours, counted from the last success", () => {
    expect(kinds({ lastSuccessAt: hoursAgo(23.9) })).toEqual([]);
    expect(watchConnection(connection({ lastSuccessAt: hoursAgo(25) })).tell).toEqual([{ kind: "nothing-synced", key: `silent:${hoursAgo(25).toISOString()}`, facts: { hours: 25, since: hoursAgo(25).toISOString() } }]);
  });

  it("is no silence when it was switched on or resumed since, is paused, has no approved plan, or nobody wants to know", () => {
    expect(kinds({ lastSuccessAt: hoursAgo(90), stateSince: hoursAgo(2) })).toEqual([]);
    expect(kinds({ lastSuccessAt: null, stateSince: hoursAgo(2) })).toEqual([]);
    expect(kinds({ lastSuccessAt: hoursAgo(90), state: "paused" })).toEqual([]);
    expect(kinds({ lastSuccessAt: hoursAgo(90), isRunning: false })).toEqual([]);
    expect(kinds({ lastSuccessAt: hoursAgo(90), silentHours: 0 })).toEqual([]);
  });

  it("is silence once, until something goes through again, which is told", () => {
    expect(kinds({ lastSuccessAt: hoursAgo(29), open: [silent] })).toEqual([]);
    expect(watchConnection(connection({ open: [silent] }))).toEqual({
      tell: [{ kind: "syncing-again", key: "again:n2", facts: { happenedAt: hoursAgo(1).toISOString(), since: hoursAgo(29).toISOString() } }],
      ended: ["n2"],
    });
  });

  it("is recovery once something went through after it broke, not as soon as somebody reconnected", () => {
    expect(watchConnection(connection({ open: [broken], lastSuccessAt: hoursAgo(6), stateSince: hoursAgo(0) }))).toEqual({ tell: [], ended: [] });
    expect(watchConnection(connection({ open: [broken] }))).toEqual({
      tell: [{ kind: "connection-restored", key: "restored:n1", facts: { happenedAt: hoursAgo(1).toISOString(), brokenAt: hoursAgo(5).toISOString() } }],
      ended: ["n1"],
    });
  });

  it("ends without a word when somebody pauses or disconnects it", () => {
    for (const state of ["paused", "disconnected"] as const) expect(watchConnection(connection({ state, open: [broken, silent], lastSuccessAt: hoursAgo(9) }))).toEqual({ tell: [], ended: ["n1", "n2"] });
  });

  it("leaves silence to the word about the break, once it is broken", () => {
    expect(watchConnection(connection({ state: "action-required", open: [broken, silent], lastSuccessAt: hoursAgo(30) }))).toEqual({ tell: [], ended: ["n2"] });
  });

  it("is the coming end of the sign-in, once a threshold, also while it is paused", () => {
    const signIn = { at: inDays(6), isFinal: true };
    expect(watchConnection(connection({ signIn, state: "paused" }))).toEqual({ tell: [{ kind: "sign-in-expiring", key: "sign-in:2026-11-28:7", facts: { endsOn: "2026-11-28", days: 7, isFinal: true } }], ended: [], warnedDays: 7 });
    expect(watchConnection(connection({ signIn, warnedDays: 7 }))).toEqual({ tell: [], ended: [] });
    expect(watchConnection(connection({ signIn, state: "disconnected" })).tell).toEqual([]);
  });

  it("takes the warning back when there is time again", () => {
    expect(watchConnection(connection({ warnedDays: 7 }))).toEqual({ tell: [], ended: [], warnedDays: null });
  });
});
