import { createClient, type Client } from "graphql-sse";
import { useSyncExternalStore } from "react";

/** How the live stream is: `idle` (nothing asked for), `live`, or `reconnecting` since some moment. */
export interface LiveState {
  readonly is: "idle" | "live" | "reconnecting";
  readonly since: number;
}

let state: LiveState = { is: "idle", since: 0 };
const listeners = new Set<() => void>();

function become(is: LiveState["is"]): void {
  if (state.is === is) return;
  state = { is, since: Date.now() };
  for (const listener of listeners) listener();
}

/** Subscriptions over server-sent events: plain HTTP with the same cookie. Reconnects for ever, with a wait that grows to 30 s. */
export function createStream(): Client {
  return createClient({
    url: "/graphql/stream",
    credentials: "same-origin",
    retryAttempts: Number.POSITIVE_INFINITY,
    retry: async (attempt) => {
      become("reconnecting");
      await new Promise((resolve) => setTimeout(resolve, Math.min(30_000, 500 * 2 ** Math.min(attempt, 6)) * (0.75 + Math.random() / 2)));
    },
    on: { connected: () => become("live") },
  });
}

/** The live stream's state, for the small mark in the top bar (never a dialog). */
export function useLiveState(): LiveState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}
