import { addInvoices, foundFirm, setUp } from "./firm.js";
import { measure, type Minimum } from "./measure.js";
import type { BenchCompany } from "./quickbooks.js";
import type { Aims, SyncRow } from "./scenario.js";
import { startWorker } from "./worker.js";

const count = 1_000;
/** Most operations Intuit takes in one POST /batch (limits and throttles). */
const batchSize = 30;

interface Mode {
  /** Above so many pending writes batches are used. */
  thriftyLimit: number;
  minimum: Minimum;
  aims: Aims;
}

const modes: Record<"thrifty" | "fast", Mode> = {
  thrifty: { thriftyLimit: count, minimum: { calls: count, formula: "1,000 single writes, which are free" }, aims: { calls: count, metered: 0, reads: 0, wallSeconds: 125 } },
  fast: { thriftyLimit: 300, minimum: { calls: Math.ceil(count / batchSize), formula: "1,000 writes in batches of 30" }, aims: { calls: Math.ceil(count / batchSize), reads: 0, wallSeconds: 60 } },
};

/** 1,000 new invoices of three lines for 240 clients that QuickBooks knows, from the request to the last answer settled. */
export async function measureInvoices(scenario: SyncRow["scenario"], databaseUrl: string, company: BenchCompany, mode: keyof typeof modes): Promise<SyncRow> {
  const { thriftyLimit, minimum, aims } = modes[mode];
  const firm = await foundFirm(databaseUrl, company);
  try {
    await addInvoices(firm, count, await setUp(firm));
    const worker = await startWorker(firm.env, { config: { thriftyLimit } });
    const row = await measure({ scenario, company, worker, minimum, aims }, async () => {
      const { runId } = await firm.app.engine.request({ firmId: firm.firmId, connectionId: firm.connectionId, kind: "invoices", trigger: "user", requestedBy: firm.actor.name });
      const state = await worker.finishRun(runId);
      if (state !== "succeeded") throw new Error(`The run ended ${state}.`);
    });
    await worker.stop();
    return row;
  } finally {
    await firm.close();
  }
}
