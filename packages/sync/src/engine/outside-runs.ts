import { asksForSalesTax, type Ledger, type LedgerCompany } from "@tieout/domain";
import { insertReadCalls, type Store } from "@tieout/store";
import type { OpenLedger } from "./engine-types.js";
import { keepUsage } from "./keep-usage.js";
import { createMeter } from "./meter.js";
import { readKind } from "./read-kind.js";

export interface OutsideRuns {
  store: Store;
  openLedger: OpenLedger;
}

/** Works with the ledger outside a run: a remedy, a look at the company. The calls are kept, and what they cost is counted for the connection, however the work ends. */
export async function withLedger<T>({ store, openLedger }: OutsideRuns, firmId: string, connectionId: string, work: (ledger: Ledger) => Promise<T>): Promise<T> {
  const meter = createMeter();
  const ledger = await openLedger(firmId, connectionId, { runId: null, onExchange: meter.hear });
  try {
    return await work(ledger);
  } finally {
    await store.withFirm(firmId, async (session) => {
      await insertReadCalls(session, connectionId, null, meter.takeReads());
      await keepUsage(session, connectionId, meter.takeUsage());
    });
  }
}

/** Reads what a company allows and demands, and, where somebody must choose one, its tax codes into the mirror. Two metered reads, or three. */
export function readCompany(deps: OutsideRuns, { firmId, connectionId }: { firmId: string; connectionId: string }): Promise<LedgerCompany> {
  return withLedger(deps, firmId, connectionId, async (ledger) => {
    const company = await ledger.company();
    if (asksForSalesTax(company)) await readKind({ ledger, connectionId, inFirm: (work) => deps.store.withFirm(firmId, work) }, "tax-code");
    return company;
  });
}
