import type { LedgerCompany, LedgerInvoice, LedgerTimeActivity } from "@tieout/domain";
import type { Context } from "../shared/context.js";
import { money } from "../shared/types.js";
import type { OtherRecordType } from "./problem.type.js";

/** A record of the ledger with what a person knows it by. */
export async function shownRecord(kind: string, ledgerId: string, { loaders, links }: Pick<Context, "loaders" | "links">): Promise<OtherRecordType> {
  const [record, url, connection] = await Promise.all([loaders.ledgerRecord.load(`${kind}:${ledgerId}`), links.urlOf(kind, ledgerId), links.connection()]);
  const { customerId, issuedOn, total, currency } = (record?.document ?? {}) as Partial<LedgerInvoice>;
  const { day, minutes } = (record?.document ?? {}) as Partial<LedgerTimeActivity>;
  const customer = typeof customerId === "string" ? await loaders.ledgerRecord.load(`customer:${customerId}`) : null;
  const home = (connection?.company as Partial<LedgerCompany> | undefined)?.homeCurrency;
  const inCurrency = currency ?? home;
  return {
    kind, ledgerId, name: record?.name || null, customerName: customer?.name ?? null, issuedOn: issuedOn ?? day ?? null, total: total && inCurrency ? money(total, inCurrency) : null,
    minutes: minutes ?? null, changedAt: record?.updatedAt ?? null, url,
  };
}
