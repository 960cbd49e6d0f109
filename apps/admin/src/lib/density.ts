import { useSyncExternalStore } from "react";
import { storedChoice } from "./stored.js";

export type Density = "dense" | "comfortable";

const choice = storedChoice("density");
const listeners = new Set<() => void>();

function current(): Density {
  return choice.get() === "comfortable" ? "comfortable" : "dense";
}
document.documentElement.dataset["density"] = current();

/** Row height of every list: 36 px, or 44 px on request; kept in this browser. */
export function setDensity(density: Density): void {
  choice.set(density === "dense" ? null : density);
  document.documentElement.dataset["density"] = density;
  for (const listener of listeners) listener();
}

export function useDensity(): Density {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    current,
  );
}
