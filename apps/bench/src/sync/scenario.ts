/** What one scenario cost QuickBooks and the machine. */
export interface SyncRow {
  scenario: SyncScenario;
  /** HTTP calls to QuickBooks, refused ones too; full reads of the reference lists are counted in `referenceCalls`. */
  calls: number;
  /** Of all calls, those that count against the month's quota. */
  metered: number;
  /** The least number of calls that can do it: `formula`. */
  minimum: number;
  ratio: number;
  wallSeconds: number;
  /** Peak of the worker's process. */
  rssMb: number | null;
  formula: string;
  referenceCalls: number;
  reads: number;
  /** Answers 429. */
  throttled: number;
  /** SQL statements, where counted. */
  statements?: number;
  /** Processor time of the worker, and of PostgreSQL, for each of the hours passed, milliseconds, where measured. */
  workerMsPerTick?: number | null;
  postgresMsPerTick?: number | null;
  /** Aims of this scenario that were not reached, in words. */
  missed: string[];
}

export const syncScenarios = ["import-240-clients", "import-10000-clients", "idle-tick", "idle-day", "invoices-1000-thrifty", "invoices-1000-fast", "time-5000-mixed"] as const;
export type SyncScenario = (typeof syncScenarios)[number];

/** What a scenario may cost at most. */
export interface Aims {
  calls?: number;
  metered?: number;
  reads?: number;
  wallSeconds?: number;
  workerMsPerTick?: number;
}

/** Aims that a row does not reach. An answer 429 always misses. */
export function missedAims(row: Omit<SyncRow, "missed">, aims: Aims): string[] {
  const over = (["calls", "metered", "reads", "wallSeconds", "workerMsPerTick"] as const).flatMap((figure) => {
    const aim = aims[figure];
    return aim !== undefined && (row[figure] ?? 0) > aim ? [`${figure} ${row[figure]}, at most ${aim}`] : [];
  });
  return row.throttled > 0 ? [...over, `${row.throttled} answers 429, none allowed`] : over;
}
