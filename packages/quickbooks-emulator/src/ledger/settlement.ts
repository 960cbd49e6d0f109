import type { CompanyState } from '../kernel/company-state.js';
import { type Settling, appliedBy, findTarget } from '../rules/applied.js';
import type { LinkedTxn } from '../rules/sales-document.js';
import { systemAccount } from './accounts.js';
import { EntryDraft, type PostedDocument } from './entry-draft.js';
import type { JournalEntry, Party } from './journal.js';

/**
 * Books money that came from a customer or went to a vendor. Each settled document is taken off the receivable or
 * payable of its own customer or vendor at the rate it was booked with; what is left over is the payer's. The difference
 * of rates is exchange gain or loss.
 * @param total hundredths in the document's currency
 * @param money account the money went to or came from
 */
export function postSettlement(company: CompanyState, document: Settling & PostedDocument, payer: Party, total: number, money: string | undefined): JournalEntry {
  const draft = new EntryDraft(company, document);
  const sign = payer.kind === 'Customer' ? 1 : -1;
  const owed = systemAccount(company, payer.kind === 'Customer' ? 'receivable' : 'payable', document.CurrencyRef);
  if (money !== undefined) draft.addHundredths(money, sign * total);
  let rest = total;
  for (const [key, amount] of appliedBy(document)) {
    const [TxnType, TxnId, TxnLineId] = key.split('/') as [string, string, string?];
    const link: LinkedTxn = { TxnType, TxnId, ...(TxnLineId ? { TxnLineId } : {}) };
    const target = findTarget(company, payer.kind, link);
    const isCredit = target?.kind === 'credit';
    draft.addHundredths(owed, (isCredit ? sign : -sign) * amount, target ? { party: target.party, rate: target.rate } : { party: payer });
    rest += isCredit ? amount : -amount;
  }
  draft.addHundredths(owed, -sign * rest, { party: payer });
  return draft.entry();
}
