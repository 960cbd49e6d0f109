import { measureIdle } from "./idle.js";
import { measureImport } from "./import.js";
import { measureInvoices } from "./invoices.js";
import { startQuickBooks, type BenchCompany } from "./quickbooks.js";
import type { SyncRow, SyncScenario } from "./scenario.js";
import { measureTime } from "./time.js";

/** One scenario: how many customers its company begins with, and its measurement on a database of its own. */
const scenarios: Record<SyncScenario, { customers: number; run(scenario: SyncScenario, databaseUrl: string, company: BenchCompany): Promise<SyncRow> }> = {
  "import-240-clients": { customers: 240, run: (...where) => measureImport(...where, 240) },
  "import-10000-clients": { customers: 10_000, run: (...where) => measureImport(...where, 10_000) },
  "idle-tick": { customers: 10_000, run: (...where) => measureIdle(...where, "tick") },
  "idle-day": { customers: 240, run: (...where) => measureIdle(...where, "day") },
  "invoices-1000-thrifty": { customers: 240, run: (...where) => measureInvoices(...where, "thrifty") },
  "invoices-1000-fast": { customers: 240, run: (...where) => measureInvoices(...where, "fast") },
  "time-5000-mixed": { customers: 240, run: measureTime },
};

/** Measures scenario after scenario: one company, one database and one fresh worker process each. @param makeDatabase answers its address */
export async function measureSync(wanted: readonly SyncScenario[], makeDatabase: (name: string) => Promise<string>, say: (line: string) => void): Promise<SyncRow[]> {
  const foundCompany = await startQuickBooks();
  const rows: SyncRow[] = [];
  for (const scenario of wanted) {
    const { customers, run } = scenarios[scenario];
    say(`${scenario} ...`);
    const company = await foundCompany(scenario, customers);
    rows.push(await run(scenario, await makeDatabase(scenario), company));
  }
  return rows;
}
