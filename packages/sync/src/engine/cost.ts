import { insertReadCalls, type ReadCall } from "@tieout/store";
import { keepUsage } from "./keep-usage.js";
import { read, type RunContext } from "./run-context.js";

/**
 * Keeps what the calls since the last time cost: the reads, and the connection's counters. Work that found nothing to keep a run for keeps
 * only the reads that failed, which somebody may have to explain; an hour in which nothing happened leaves counters. Also for work that
 * somebody else has taken over meanwhile: its calls were made.
 */
export async function keepCost(run: RunContext): Promise<void> {
  const { runId, connectionId, meter } = run;
  const reads = runId === null ? meter.takeReads().filter(hasFailed) : meter.takeReads();
  const usage = meter.takeUsage();
  if (usage.calls === 0 && reads.length === 0) return;
  await read(run, async (session) => {
    await insertReadCalls(session, connectionId, runId, reads);
    await keepUsage(session, connectionId, usage);
  }).catch((error: unknown) => {
    meter.giveBack({ reads, usage });
    throw error;
  });
}

/** An access token that has run out is renewed, and the read repeated: no failure. */
function hasFailed({ status }: ReadCall): boolean {
  return (status < 200 || status > 299) && status !== 401;
}
