import { addDays, addMoney, sameDecimal, type LedgerBalances, type ReportCheck, type ReportDifference } from "@tieout/domain";
import { hubNow, mirrorBalances, type MirrorBalance } from "@tieout/store";
import { read, type RunContext } from "./run-context.js";

/** A customer's balance counts documents of the future too, and so must the report: no invoice is dated further ahead. */
const daysAhead = 3_650;

/** Holds the mirror against the ledger's own report of what customers owe: one metered read. */
export async function checkReport(run: RunContext): Promise<ReportCheck> {
  const today = (await read(run, (session) => hubNow(session))).slice(0, 10);
  const balances = await run.ledger.customerBalances(addDays(today, daysAhead));
  return compareBalances(balances, await read(run, (session) => mirrorBalances(session, run.connectionId)));
}

/**
 * Pure: which customers the report and the mirror disagree about. The report is in home currency, so customers that keep another one
 * are passed over.
 */
export function compareBalances(balances: LedgerBalances, mirror: readonly MirrorBalance[]): ReportCheck {
  const { report, reportedAt, currency } = balances;
  const foreign = new Set(mirror.flatMap((customer) => (customer.currency !== null && customer.currency !== currency ? [customer.ledgerId] : [])));
  const reported = new Map(balances.customers.filter(({ id }) => !foreign.has(id)).map((customer) => [customer.id, customer]));
  const compared = mirror.filter(({ ledgerId }) => !foreign.has(ledgerId));
  const differences: ReportDifference[] = compared.flatMap(({ ledgerId, name, balance }) => {
    const there = reported.get(ledgerId)?.balance ?? "0.00";
    return sameDecimal(there, balance) ? [] : [{ ledgerId, name, reported: there, mirrored: addMoney([balance], currency) }];
  });
  const known = new Set(compared.map(({ ledgerId }) => ledgerId));
  for (const { id, name, balance } of reported.values()) if (!known.has(id) && !sameDecimal(balance, "0")) differences.push({ ledgerId: id, name, reported: balance, mirrored: addMoney([], currency) });
  return {
    report, reportedAt, currency, compared: compared.length, passedOver: foreign.size,
    reported: addMoney([...reported.values()].map(({ balance }) => balance), currency),
    mirrored: addMoney(compared.map(({ balance }) => balance), currency),
    differences: differences.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
  };
}
