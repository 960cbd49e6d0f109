import { insertReadCalls } from "@tieout/store";
import { keepUsage } from "./keep-usage.js";
import { read, type RunContext } from "./run-context.js";

/**
 * Keeps what the calls since the last time cost: each read with its run, and the connection's counters. Also for work that somebody else
 * has taken over meanwhile: its calls were made.
 */
export async function keepCost(run: RunContext): Promise<void> {
  const { runId, connectionId, meter } = run;
  const [reads, usage] = [runId === null ? [] : meter.takeReads(), meter.takeUsage()];
  if (usage.calls === 0 && reads.length === 0) return;
  await read(run, async (session) => {
    if (runId !== null && reads.length > 0) await insertReadCalls(session, connectionId, runId, reads);
    await keepUsage(session, connectionId, usage);
  });
}
