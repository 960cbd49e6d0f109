import { addApprovedTime, addPerson, foundFirm, setUp, type BenchFirm } from "./firm.js";
import { measure, type Minimum } from "./measure.js";
import type { BenchCompany } from "./quickbooks.js";
import { missedAims, type Aims, type SyncRow } from "./scenario.js";
import { postgresMs, processorMs } from "./processor-time.js";
import { countStatements } from "./statements.js";
import { startWorker, type SyncWorker } from "./worker.js";

const jobs = ["clients", "invoices", "timesheets"] as const;
const hourMs = 3_600_000;

const spans: Record<"tick" | "day", { hours: number; minimum: Minimum; aims: Aims }> = {
  tick: { hours: 12, minimum: { calls: 12, formula: "12 ticks, each 1 change feed for all kinds and all three jobs" }, aims: { metered: 12, workerMsPerTick: 25 } },
  day: {
    hours: 24,
    minimum: { calls: 24 + 2 + 5, formula: "24 change feeds + CompanyInfo + Preferences + what the feed leaves out once a day: TaxCode (active, inactive), TaxRate, TaxAgency, TimeActivity" },
    aims: { metered: 24 + 2 + 5 },
  },
};

/** Hours in which nothing happened on either side, in a firm that also sends time: all three jobs, every hour. */
export async function measureIdle(scenario: SyncRow["scenario"], databaseUrl: string, company: BenchCompany, span: keyof typeof spans): Promise<SyncRow> {
  const { hours, minimum, aims } = spans[span];
  const firm = await foundFirm(databaseUrl, company, { timeEntries: true });
  try {
    const known = await setUp(firm);
    await addApprovedTime(firm, await addPerson(firm), 20, known);
    const worker = await startWorker(firm.env);
    // The first hours send the time that waits, take up the day's sweeps and warm the process up.
    for (let hour = 0; hour < 6; hour += 1) await passHour(firm, worker);
    const counted = await countStatements(databaseUrl);
    const before = { worker: processorMs(worker.pid), postgres: await postgresMs(databaseUrl) };
    const row = await measure({ scenario, company, worker, minimum, aims: {}, withReferences: true }, async () => {
      for (let hour = 0; hour < hours; hour += 1) await passHour(firm, worker);
    });
    const statements = await counted();
    const perTick = (from: number | null, until: number | null) => (from === null || until === null ? null : Math.round((until - from) / hours));
    const figures = { ...row, statements, workerMsPerTick: perTick(before.worker, processorMs(worker.pid)), postgresMsPerTick: perTick(before.postgres, await postgresMs(databaseUrl)) };
    await worker.stop();
    return { ...figures, missed: missedAims(figures, aims) };
  } finally {
    await firm.close();
  }
}

/** An hour later on both sides, the jobs are due; whatever they dispatched is done. */
export async function passHour({ app, company }: Pick<BenchFirm, "app" | "company">, worker: SyncWorker): Promise<void> {
  await app.store.withoutFirm((query) => query("update hub.clock set ahead_by = ahead_by + interval '1 hour'"));
  await company.advance(hourMs);
  for (const job of jobs) await app.engine.dispatchDue(job);
  await worker.doDueWork();
}
