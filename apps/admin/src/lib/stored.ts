/** Reads and writes one choice of this browser (density, sleeping banners). Storage may be refused; then the choice lasts for the page. */
export interface StoredChoice {
  get(): string | null;
  set(value: string | null): void;
}

/** A choice kept under `tieout-<name>`. */
export function storedChoice(name: string): StoredChoice {
  const key = `tieout-${name}`;
  let memory: string | null = null;
  return {
    get() {
      try {
        return localStorage.getItem(key) ?? memory;
      } catch {
        return memory;
      }
    },
    set(value) {
      memory = value;
      try {
        if (value === null) localStorage.removeItem(key);
        else localStorage.setItem(key, value);
      } catch {
        // The page keeps it in memory.
      }
    },
  };
}
