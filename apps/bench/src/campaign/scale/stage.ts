import { openStore } from "@tieout/store";
import type { Emulator } from "@tieout/quickbooks-emulator";
import { check, isWrite, readEvidence, type Violation } from "@tieout/testkit/checker";
import type { BenchFirm } from "../../sync/firm.js";
import { passHour } from "../../sync/idle.js";
import type { SyncWorker } from "../../sync/worker.js";

/** What a part of the campaign came to. */
export interface Outcome {
  violations: readonly Violation[];
  cyclesToQuiet: number | null;
  failures: readonly string[];
}

const mostCycles = 3;

/**
 * Hours pass until one of them writes nothing; then both sides are held against every promise of the checker.
 * @param missed what else the part was to keep and did not, in words
 */
export async function judge(firm: BenchFirm, worker: SyncWorker, emulator: Emulator, missed: readonly string[]): Promise<Outcome> {
  let cyclesToQuiet: number | null = null;
  let restFrom = 0;
  for (let cycle = 1; cycle <= mostCycles && cyclesToQuiet === null; cycle += 1) {
    restFrom = emulator.journal.at(-1)?.seq ?? 0;
    await passHour(firm, worker);
    if (!emulator.journal.some((entry) => entry.seq > restFrom && isWrite(entry))) cyclesToQuiet = cycle;
  }
  const store = await openStore({ url: firm.env["DATABASE_URL"] ?? "" });
  try {
    const violations = check(await readEvidence({ store, emulator, firmId: firm.firmId, realmId: firm.company.realmId, restFrom }));
    const told = violations.slice(0, 20).map(({ invariant, what, documents }) => `${invariant}: ${what} (${documents.slice(0, 10).join(", ")})`);
    return { violations, cyclesToQuiet, failures: [...missed, ...told, ...(cyclesToQuiet === null ? ["three hours later something is still written"] : [])] };
  } finally {
    await store.close();
  }
}
