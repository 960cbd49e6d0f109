import type { RunCounts, RunProgress, RunTouch } from "./engine-types.js";

export const noCounts: RunCounts = { created: 0, updated: 0, linked: 0, removed: 0, unchanged: 0, asked: 0, blocked: 0, refused: 0, skipped: 0, checking: 0 };

type Snapshot = Omit<RunProgress, "sequence" | "touched" | "isFinal">;

/** Tells listeners how a run stands, at most four times a second; what happened in between is folded into the next word. */
export interface ProgressTeller {
  tell(snapshot: Snapshot, touched?: readonly RunTouch[]): void;
  end(snapshot: Snapshot): void;
}

const intervalMs = 250;
/** More than this many records in one message help nobody. */
const touchedLimit = 100;

export function createProgress(): { listen(listener: (progress: RunProgress) => void): () => void; forRun(): ProgressTeller } {
  const listeners = new Set<(progress: RunProgress) => void>();
  return {
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    forRun() {
      let sequence = 0;
      let waiting: Snapshot | null = null;
      let touched: RunTouch[] = [];
      let timer: NodeJS.Timeout | null = null;
      let lastAt = 0;

      const send = (snapshot: Snapshot, isFinal: boolean): void => {
        if (timer) clearTimeout(timer);
        timer = null;
        waiting = null;
        lastAt = Date.now();
        sequence += 1;
        const progress: RunProgress = { ...snapshot, sequence, touched: touched.slice(-touchedLimit), isFinal };
        touched = [];
        for (const listener of listeners) listener(progress);
      };

      return {
        tell(snapshot, news = []) {
          if (listeners.size === 0) return;
          touched.push(...news);
          waiting = snapshot;
          if (timer) return;
          const wait = lastAt + intervalMs - Date.now();
          if (wait <= 0) return send(snapshot, false);
          timer = setTimeout(() => waiting && send(waiting, false), wait);
          timer.unref();
        },
        end: (snapshot) => send(snapshot, true),
      };
    },
  };
}
