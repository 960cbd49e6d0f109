import { foundFirm, importEverything } from "./firm.js";
import { measure } from "./measure.js";
import type { BenchCompany } from "./quickbooks.js";
import type { SyncRow } from "./scenario.js";
import { startWorker } from "./worker.js";

/** Rows of a page of QuickBooks' query language. */
const pageSize = 1_000;

/** From "Enable" to all clients imported and linked. */
export async function measureImport(scenario: SyncRow["scenario"], databaseUrl: string, company: BenchCompany, customers: number): Promise<SyncRow> {
  const firm = await foundFirm(databaseUrl, company);
  const worker = await startWorker(firm.env);
  const pages = Math.floor(customers / pageSize) + 1;
  const minimum = { calls: pages + 2, formula: `${pages} pages of 1,000 customers, the last one not full, + CompanyInfo + Preferences` };
  try {
    const row = await measure({ scenario, company, worker, minimum, aims: { calls: minimum.calls } }, () => importEverything(firm, worker));
    await requireClients(firm, customers);
    return row;
  } finally {
    await worker.stop();
    await firm.close();
  }
}

async function requireClients({ app, firmId }: Awaited<ReturnType<typeof foundFirm>>, expected: number): Promise<void> {
  const [linked] = await app.store.withFirm(firmId, ({ query }) => query<{ n: number }>("select count(*)::int as n from hub.client c join hub.link l on l.record_id = c.id and l.kind = 'client'"));
  if (linked?.n !== expected) throw new Error(`${linked?.n} of ${expected} clients were imported.`);
}
