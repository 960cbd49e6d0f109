import { addApprovedTime, foundFirm, setUp, type BenchFirm } from "./firm.js";
import { measure, type Minimum } from "./measure.js";
import type { BenchCompany } from "./quickbooks.js";
import type { Aims, SyncRow } from "./scenario.js";
import { countStatements } from "./statements.js";
import { startWorker, type SyncWorker } from "./worker.js";

const jobs = ["clients", "invoices", "timesheets"] as const;
const hourMs = 3_600_000;

const spans: Record<"tick" | "day", { hours: number; minimum: Minimum; aims: Aims }> = {
  tick: { hours: 1, minimum: { calls: 1, formula: "1 change feed for all kinds and all three jobs; a refused call with the hour-old token is free" }, aims: { metered: 1 } },
  day: {
    hours: 24,
    minimum: { calls: 24 + 2 + 5, formula: "24 change feeds + CompanyInfo + Preferences + what the feed leaves out once a day: TaxCode (active, inactive), TaxRate, TaxAgency, TimeActivity" },
    aims: { metered: 24 + 2 + 5 },
  },
};

/** Hours in which nothing happened on either side, in a firm of 240 clients that also sends time: all three jobs, every hour. */
export async function measureIdle(scenario: SyncRow["scenario"], databaseUrl: string, company: BenchCompany, span: keyof typeof spans): Promise<SyncRow> {
  const { hours, minimum, aims } = spans[span];
  const firm = await foundFirm(databaseUrl, company, { timeEntries: true });
  try {
    const { clientIds, categoryIds } = await setUp(firm);
    await addApprovedTime(firm, 20, clientIds[0] ?? "", categoryIds[0] ?? "");
    const worker = await startWorker(firm.env);
    // The first hours send the time that waits and take up the day's sweeps.
    for (let hour = 0; hour < 2; hour += 1) await passHour(firm, worker);
    const counted = await countStatements(databaseUrl);
    const row = await measure({ scenario, company, worker, minimum, aims, withReferences: true }, async () => {
      for (let hour = 0; hour < hours; hour += 1) await passHour(firm, worker);
    });
    const statements = await counted();
    await worker.stop();
    return { ...row, statements };
  } finally {
    await firm.close();
  }
}

/** An hour later on both sides, the jobs are due; whatever they dispatched is done. */
async function passHour({ app, company }: BenchFirm, worker: SyncWorker): Promise<void> {
  await app.store.withoutFirm((query) => query("update hub.clock set ahead_by = ahead_by + interval '1 hour'"));
  await company.advance(hourMs);
  for (const job of jobs) await app.engine.dispatchDue(job);
  await worker.doDueWork();
}
