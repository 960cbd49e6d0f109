import { useSyncExternalStore } from "react";

let hasEnded = false;
const listeners = new Set<() => void>();

function become(ended: boolean): void {
  if (hasEnded === ended) return;
  hasEnded = ended;
  for (const listener of listeners) listener();
}

/** The API no longer knows this session: sign-in appears above the page, which keeps what was typed. */
export const sessionEnded = (): void => become(true);
export const sessionRenewed = (): void => become(false);

export function useSessionEnded(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => hasEnded,
  );
}

const departures = "tieout signed out";

/** After signing out: a fresh page, here and in every other window, so that nothing of this person's data stays in memory. */
export function leave(): void {
  const channel = new BroadcastChannel(departures);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches its own origin only
  channel.postMessage("left");
  channel.close();
  window.location.assign("/sign-in");
}

/** Leaves when another window signs out: the session is the same. Returns how to stop listening. */
export function leaveWithOthers(): () => void {
  const channel = new BroadcastChannel(departures);
  channel.addEventListener("message", () => window.location.assign("/sign-in"));
  return () => channel.close();
}
