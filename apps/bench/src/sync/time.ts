import { addApprovedTime, addPerson, foundFirm, setUp } from "./firm.js";
import { passHour } from "./idle.js";
import { measure, type Minimum } from "./measure.js";
import type { BenchCompany } from "./quickbooks.js";
import type { SyncRow } from "./scenario.js";
import { startWorker } from "./worker.js";

const count = 5_000;

/** What Intuit takes of one app and company in a rolling minute (limits and throttles): calls, a batch being one, and batches of so many writes. */
const minute = { calls: 500, batches: 40, batchSize: 30 } as const;
const writesAMinute = minute.batches * minute.batchSize + minute.calls - minute.batches;
const fullMinutes = Math.floor(count / writesAMinute);

/** As quickly as the limits allow, and so with as few calls as that leaves; what the last minute holds fits into one batch. */
const minimum: Minimum = {
  calls: fullMinutes * minute.calls + 1,
  formula: `${fullMinutes} minutes of ${minute.batches} batches of ${minute.batchSize} and ${minute.calls - minute.batches} single writes, and a batch for the other ${count - fullMinutes * writesAMinute}`,
};

/** 5,000 approved time entries for 240 clients, from the request to the last answer settled: batches and single writes beside each other. */
export async function measureTime(scenario: SyncRow["scenario"], databaseUrl: string, company: BenchCompany): Promise<SyncRow> {
  const firm = await foundFirm(databaseUrl, company, { timeEntries: true });
  try {
    const known = await setUp(firm);
    const staffId = await addPerson(firm);
    // The person is known on both sides before the time is sent: with the first entry.
    await addApprovedTime(firm, staffId, 1, known);
    const worker = await startWorker(firm.env);
    await passHour(firm, worker);
    await requireSent(company, 1);
    await addApprovedTime(firm, staffId, count, known);
    const row = await measure({ scenario, company, worker, minimum, aims: { calls: Math.floor(minimum.calls * 1.05), wallSeconds: 185 } }, async () => {
      const { runId } = await firm.app.engine.request({ firmId: firm.firmId, connectionId: firm.connectionId, kind: "timesheets", trigger: "user", requestedBy: firm.actor.name });
      const state = await worker.finishRun(runId);
      if (state !== "succeeded") throw new Error(`The run ended ${state}.`);
    });
    await worker.stop();
    await requireSent(company, count + 1);
    return row;
  } finally {
    await firm.close();
  }
}

async function requireSent(company: BenchCompany, expected: number): Promise<void> {
  const sent = await company.count("TimeActivity");
  if (sent !== expected) throw new Error(`QuickBooks has ${sent} time entries, not ${expected}.`);
}
