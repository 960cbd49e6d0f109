import type { FirmSession } from "../orm.js";

/** The firm and its settings. */
export interface FirmView {
  id: string;
  name: string;
  timeZone: string;
  homeCurrency: string;
  rollUp: "category" | "type";
  invoiceNumbering: "hub" | "ledger";
  invoiceNumberPrefix: string;
  nextInvoiceNumber: number;
  defaultTermsDays: number;
  defaultState: string | null;
  taxRatePercent: string;
  /** Nobody approves their own time. */
  needsOtherApprover: boolean;
  version: number;
}

const columns = `id, name, time_zone as "timeZone", home_currency as "homeCurrency", roll_up as "rollUp", invoice_numbering as "invoiceNumbering",
  invoice_number_prefix as "invoiceNumberPrefix", next_invoice_number as "nextInvoiceNumber", default_terms_days as "defaultTermsDays",
  default_state as "defaultState", tax_rate_percent::text as "taxRatePercent", needs_other_approver as "needsOtherApprover", version`;

export async function readFirm({ query, firmId }: FirmSession): Promise<FirmView> {
  const [firm] = await query<FirmView>(`select ${columns} from hub.firm where id = $1`, [firmId]);
  if (!firm) throw new Error("The firm of this session does not exist.");
  return firm;
}

/** Makes the firm of the session; its id is the session's. */
export async function insertFirm({ query, firmId }: FirmSession, firm: Pick<FirmView, "name" | "timeZone" | "homeCurrency">): Promise<void> {
  await query("insert into hub.firm (id, name, time_zone, home_currency) values ($1, $2, $3, $4)", [firmId, firm.name, firm.timeZone, firm.homeCurrency]);
}
