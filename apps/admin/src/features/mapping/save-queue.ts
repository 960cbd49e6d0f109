import type { Origin, SheetRow } from "./mapping-queries.js";
import type { Choice } from "./sheet.js";

/** Most choices one request may carry. */
export const batchSize = 250;

export interface SaveJob extends Choice {
  readonly origin: Origin;
}

/** What the API said to one batch: the rows as stored, or why it took none of them. */
export type BatchAnswer = { readonly rows: readonly SheetRow[]; readonly released: number } | { readonly refusal: string; readonly isUnreachable: boolean };

interface Listener {
  readonly send: (jobs: readonly SaveJob[]) => Promise<BatchAnswer>;
  /** `released`: records that waited for these rows and that nothing holds any more. */
  readonly onSaved: (rows: readonly SheetRow[], sent: readonly SaveJob[], released: number) => void;
  readonly onRefused: (sent: readonly SaveJob[], message: string) => void;
}

/**
 * Sends choices one request at a time and in order, so that the last choice for a row is also the last one stored; what is made
 * meanwhile goes together, at most 250. A batch is taken whole or not at all: a refused one is halved until the row at fault stands alone.
 * @returns a function that takes choices and resolves when everything known by then was answered.
 */
export function createSaveQueue({ send, onSaved, onRefused }: Listener): (jobs: readonly SaveJob[]) => Promise<void> {
  let waiting: SaveJob[] = [];
  let tail: Promise<void> = Promise.resolve();

  async function sendAll(jobs: readonly SaveJob[]): Promise<void> {
    const answer = await send(jobs);
    if ("rows" in answer) onSaved(answer.rows, jobs, answer.released);
    else if (jobs.length === 1 || answer.isUnreachable) onRefused(jobs, answer.refusal);
    else {
      const middle = Math.ceil(jobs.length / 2);
      await sendAll(jobs.slice(0, middle));
      await sendAll(jobs.slice(middle));
    }
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const batch = nextBatch(waiting);
      waiting = waiting.slice(batch.length);
      await sendAll(lastOfEachRow(batch));
    }
  }

  return (jobs) => {
    waiting.push(...jobs);
    tail = tail.then(drain);
    return tail;
  };
}

/** The head of the queue that can go in one request: one origin, at most 250. */
function nextBatch(jobs: readonly SaveJob[]): readonly SaveJob[] {
  const end = jobs.findIndex((job, index) => index === batchSize || job.origin !== jobs[0]?.origin);
  return end === -1 ? jobs.slice() : jobs.slice(0, end);
}

function lastOfEachRow(jobs: readonly SaveJob[]): SaveJob[] {
  return [...new Map(jobs.map((job) => [job.rowId, job])).values()];
}
