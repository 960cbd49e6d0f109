import { Client, Firm, HubError, Invoice, type RollUp, Site, type TaxBasis } from "@tieout/domain";
import type { FirmSession } from "@tieout/store";
import { day, id, text } from "../inputs.js";
import { findRecord } from "../operate.js";

/** The head of a new invoice; what is absent follows from the client and the firm. */
export const invoiceHead = {
  clientId: id,
  siteId: id.nullish(),
  number: text,
  /** Today where the firm is, when absent. */
  issuedOn: day.optional(),
  /** By the client's terms, else the firm's, when absent. */
  dueOn: day.optional(),
  /** The client's e-mail when absent. */
  billEmail: text,
  memo: text,
};

interface Head {
  clientId: string;
  siteId?: string | null | undefined;
  number?: string | null | undefined;
  issuedOn?: string | undefined;
  dueOn?: string | undefined;
  billEmail?: string | null | undefined;
  memo?: string | null | undefined;
}

/** A draft for a client, without lines yet, and whose tax it will carry. */
export async function startInvoice(session: FirmSession, now: Date, head: Head, rollUp?: RollUp): Promise<{ invoice: Invoice; tax: TaxBasis }> {
  const firm = await findRecord(session, Firm, session.firmId, "firm");
  const client = await findRecord(session, Client, head.clientId, "client", { field: ["clientId"] });
  await checkSite(session, client.id, head.siteId ?? null);
  const issuedOn = head.issuedOn ?? firm.today(now);
  const invoice = new Invoice(session.firmId, {
    clientId: client.id,
    siteId: head.siteId ?? null,
    number: head.number ?? null,
    issuedOn,
    dueOn: head.dueOn ?? firm.dueOn(issuedOn, client.termsDays),
    billEmail: head.billEmail === undefined ? client.email : head.billEmail,
    currency: client.currency,
    memo: head.memo ?? null,
    rollUp: rollUp ?? firm.rollUp,
  });
  return { invoice, tax: { taxRatePercent: firm.taxRatePercent, isClientTaxable: client.isTaxable } };
}

/** Throws unless the site is null or one of the client's. */
export async function checkSite(session: FirmSession, clientId: string, siteId: string | null): Promise<void> {
  if (siteId === null) return;
  const site = await findRecord(session, Site, siteId, "site", { field: ["siteId"] });
  if (site.clientId !== clientId) throw new HubError("INVALID", `The site ${site.name} belongs to another client. Choose one of this client's.`, ["siteId"]);
}
