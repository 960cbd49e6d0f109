import { listRuns, problemCounts, runsByIds, type ProblemCounts, type RunView } from "@tieout/store";
import type { Container } from "../../container.js";
import type { RunEventType } from "../run/run.type.js";

/** No run is told of more often than this. */
const leastPauseMs = 250;
/** Other processes' runs are seen by looking; our own engine wakes us before. */
const lookEveryMs = 1000;
const ended = ["succeeded", "partial", "failed", "cancelled"];

type App = Pick<Container, "store" | "engine">;

/**
 * One run until it ends, or every run of the firm for as long as somebody listens. State lives in the database only: a client
 * that lost the stream reads the run again and listens on.
 */
export async function* watchRuns(app: App, firmId: string, runId: string | null): AsyncGenerator<RunEventType> {
  const alarm = createAlarm();
  const stopListening = app.engine.onProgress((progress) => progress.firmId === firmId && alarm.ring());
  const told = new Map<string, string>();
  let sequence = 0;
  try {
    for (;;) {
      for (const run of await app.store.withFirm(firmId, (session) => (runId ? runsByIds(session, [runId]) : recentRuns(session)))) {
        const word = wordOf(run);
        const isNews = told.get(run.id) !== word && (runId !== null || told.has(run.id) || !ended.includes(run.state));
        told.set(run.id, word);
        if (!isNews) continue;
        sequence += 1;
        const isFinal = ended.includes(run.state);
        yield { sequence, run, isFinal };
        if (isFinal && runId) return;
      }
      await alarm.wait(leastPauseMs, lookEveryMs);
    }
  } finally {
    stopListening();
  }
}

/** Problem counts now, and whenever they change. */
export async function* watchProblemCounts(app: App, firmId: string): AsyncGenerator<ProblemCounts> {
  const alarm = createAlarm();
  const stopListening = app.engine.onProgress((progress) => progress.firmId === firmId && alarm.ring());
  let last = "";
  try {
    for (;;) {
      const counts = await app.store.withFirm(firmId, problemCounts);
      if (JSON.stringify(counts) !== last) yield counts;
      last = JSON.stringify(counts);
      await alarm.wait(leastPauseMs, 3 * lookEveryMs);
    }
  } finally {
    stopListening();
  }
}

async function recentRuns(session: Parameters<typeof listRuns>[0]): Promise<RunView[]> {
  return (await listRuns(session, {}, { first: 10, after: null })).rows.reverse();
}

/** What a listener would notice of a run. */
function wordOf({ state, phase, done, total, counts, calls, waitingUntil, summary }: RunView): string {
  return JSON.stringify([state, phase, done, total, counts, calls, waitingUntil, summary]);
}

/** Waits at least `least` and at most `most` milliseconds; ringing ends the wait in between. */
export function createAlarm(): { ring(): void; wait(least: number, most: number): Promise<void> } {
  let isRinging = false;
  let wake: (() => void) | null = null;
  return {
    ring() {
      isRinging = true;
      wake?.();
    },
    async wait(least, most) {
      await new Promise((resolve) => setTimeout(resolve, least));
      if (!isRinging) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, most - least);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      isRinging = false;
      wake = null;
    },
  };
}
