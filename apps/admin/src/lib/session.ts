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
