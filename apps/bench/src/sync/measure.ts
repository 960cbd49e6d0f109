import type { BenchCompany, CallTally } from "./quickbooks.js";
import type { SyncWorker } from "./worker.js";
import { missedAims, type Aims, type SyncRow } from "./scenario.js";

/** The least number of calls, and how it comes about. */
export interface Minimum {
  calls: number;
  formula: string;
}

/** Does the work and puts down what it cost. The minimum is compared with all calls but full reads of reference lists, unless `withReferences`. */
export async function measure(
  { scenario, company, worker, minimum, aims, withReferences = false }: { scenario: SyncRow["scenario"]; company: BenchCompany; worker: SyncWorker; minimum: Minimum; aims: Aims; withReferences?: boolean },
  work: () => Promise<void>,
): Promise<SyncRow> {
  const told = await company.tally();
  const startedAt = performance.now();
  await work();
  const wallSeconds = Math.round((performance.now() - startedAt) / 10) / 100;
  const tally = withReferences ? addedUp(await told()) : await told();
  const row = { scenario, ...tally, minimum: minimum.calls, formula: minimum.formula, ratio: Math.round((tally.calls / minimum.calls) * 100) / 100, wallSeconds, rssMb: worker.rssMb() };
  return { ...row, missed: missedAims(row, aims) };
}

function addedUp(tally: CallTally): CallTally {
  return { ...tally, calls: tally.calls + tally.referenceCalls, referenceCalls: 0 };
}
