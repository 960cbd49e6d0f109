export const emulatorScenarios = ["emulator-read", "emulator-query", "emulator-create", "emulator-seed"] as const;
export type EmulatorScenario = (typeof emulatorScenarios)[number];

/** What one scenario measured; `floor` is a plain Node `http` server that answers the same bytes. Milliseconds are medians. */
export interface EmulatorRow {
  /** With the name of the company that was made, where the scenario makes several. */
  scenario: string;
  /** Per second, one client after the other; absent where nothing is asked. */
  requestsPerSecond?: number;
  medianMs: number;
  floorMs?: number;
  /** What the emulator adds to the floor. */
  overheadMs?: number;
  /** Largest memory of the emulator's process, megabytes; absent where the system does not say. */
  rssMb?: number;
  missed: string[];
}

/** Aims of issue 3, "Speed and size". */
export const aims = { overheadMs: 2, queryMs: 50, createsPerSecond: 1_000, rssMb: 700, seedMs: 5_000 } as const;

/** The company of the query scenario. */
export const largeCompany = { customers: 10_000, invoices: 100_000 } as const;
