import { setTimeout as sleep } from "node:timers/promises";
import { startApiProcess, type ApiProcess } from "../api-process.js";
import { stopParts } from "../part.js";

/** API processes of the product at work on one database, each web and worker in one. */
export interface Crew {
  /** Ends one by SIGKILL, once it works; another takes its place. */
  kill(index: number): Promise<void>;
  /** All of them work and say so. */
  ready(): Promise<void>;
  /** Where those that work are reached. */
  urls(): string[];
  /** How many ended at work though nobody killed them. One that finds no database when it starts ends, says so, and is started again. */
  lost(): number;
  dismiss(): Promise<void>;
}

/** What one of them is started anew for whenever it ends. */
interface Seat {
  atWork: ApiProcess | null;
  isKilled: boolean;
}

/** A process that is not at work after so long has come to a standstill. */
const patienceMs = 120_000;

/** Starts as many processes as there are skews, each with clocks so many minutes ahead. */
export function hireCrew(env: NodeJS.ProcessEnv, skews: readonly number[]): Crew {
  let lost = 0;
  let isOver = false;
  const fill = async (seat: Seat, aheadMinutes: number): Promise<void> => {
    while (!isOver) {
      const started = await startApiProcess({ ...env, CLOCK_AHEAD_MINUTES: String(aheadMinutes) }, ["--import", import.meta.resolve("./skewed-clock.js")]).catch(() => null);
      if (!started) continue;
      if (isOver) return started.stop();
      seat.atWork = started;
      await started.gone;
      seat.atWork = null;
      if (!seat.isKilled && !isOver) lost += 1;
      seat.isKilled = false;
    }
  };
  const seats = skews.map((): Seat => ({ atWork: null, isKilled: false }));
  const filled = seats.map((seat, index) => fill(seat, skews[index] ?? 0));
  const urls = (): string[] => seats.flatMap(({ atWork }) => atWork?.url ?? []);
  return {
    async kill(index) {
      const seat = seats[index];
      await until(() => Boolean(seat?.atWork));
      if (!seat?.atWork) return;
      seat.isKilled = true;
      await seat.atWork.kill();
    },
    async ready() {
      await until(async () => {
        const answers = await Promise.all(urls().map(isReady));
        return answers.length === seats.length && answers.every(Boolean);
      });
    },
    urls,
    lost: () => lost,
    async dismiss() {
      isOver = true;
      await stopParts();
      await Promise.all(filled);
    },
  };
}

/** Whether a process says that it can do its work, the database included. */
export function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5_000) }).then((response) => response.ok, () => false);
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = performance.now() + patienceMs; !(await isSo()); await sleep(50)) {
    if (performance.now() > end) throw new Error(`After ${patienceMs / 1_000} seconds a process of the crew was still not at work.`);
  }
}
