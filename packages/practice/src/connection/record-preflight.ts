import { preflight, type LedgerCompany, type PreflightCheck } from "@tieout/domain";
import { patchConnection, type ConnectionRow } from "@tieout/store";
import type { PracticeContext } from "../context.js";
import { liveConnection } from "./live-connection.js";

/** Compares the company, as just read, with what the firm wants, and keeps the verdicts. */
export async function recordPreflight({ store, actor }: PracticeContext, company: LedgerCompany): Promise<{ connection: ConnectionRow; checks: PreflightCheck[] }> {
  return store.withFirm(actor.firmId, async (session) => {
    const connection = await liveConnection(session);
    const [firm] = await session.query<{ homeCurrency: string; numbering: string; hasTaxable: boolean }>(
      `select home_currency as "homeCurrency", invoice_numbering as numbering,
         exists (select from hub.billable_category where is_taxable and is_active) as "hasTaxable" from hub.firm`,
    );
    const checks = preflight(company, {
      homeCurrency: firm?.homeCurrency ?? company.homeCurrency,
      sendsInvoices: connection.settings["invoices"] === true,
      sendsTime: connection.settings["timeEntries"] === true,
      numbersInvoices: firm?.numbering === "hub",
      hasTaxableCategories: firm?.hasTaxable ?? false,
    });
    return { connection: await patchConnection(session, connection.id, { company, companyName: company.name, preflight: checks }), checks };
  });
}
