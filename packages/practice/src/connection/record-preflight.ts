import { connectionSettings, preflight, type ConnectionSettings, type LedgerCompany, type PreflightCheck } from "@tieout/domain";
import { patchConnection, type ConnectionRow, type FirmSession } from "@tieout/store";
import type { PracticeContext } from "../context.js";
import { liveConnection } from "./live-connection.js";

/** Compares the company, as just read, with what the firm wants, and keeps the verdicts. */
export async function recordPreflight({ store, actor }: PracticeContext, company: LedgerCompany): Promise<{ connection: ConnectionRow; checks: PreflightCheck[] }> {
  return store.withFirm(actor.firmId, async (session) => {
    const connection = await liveConnection(session);
    const checks = await judge(session, company, connectionSettings(connection.settings as Partial<ConnectionSettings>));
    return { connection: await patchConnection(session, connection.id, { company, companyName: company.name, preflight: checks }), checks };
  });
}

/** The verdicts on a company for a firm that wants to sync by these settings. */
export async function judge(session: FirmSession, company: LedgerCompany, settings: ConnectionSettings): Promise<PreflightCheck[]> {
  const [firm] = await session.query<{ homeCurrency: string; numbering: string; hasTaxable: boolean }>(
    `select home_currency as "homeCurrency", invoice_numbering as numbering,
       exists (select from hub.billable_category where firm_id = $1 and is_taxable and is_active) as "hasTaxable" from hub.firm where id = $1`,
    [session.firmId],
  );
  return preflight(company, {
    homeCurrency: firm?.homeCurrency ?? company.homeCurrency,
    sendsInvoices: settings.invoices,
    sendsTime: settings.timeEntries,
    numbersInvoices: firm?.numbering === "hub",
    hasTaxableCategories: firm?.hasTaxable ?? false,
  });
}
