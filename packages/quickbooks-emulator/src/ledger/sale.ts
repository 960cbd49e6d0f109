import type { PostContext } from '../entities/define-entity.js';
import type { StoredItem } from '../entities/item.js';
import type { WireRef } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { Big, decimalOf, hundredthsOf } from '../kernel/money.js';
import { rulesOf } from '../rules/preferences.js';
import type { SalesDocument, SalesLine, TxnTaxDetail } from '../rules/sales-document.js';
import { systemAccount, taxAccount } from './accounts.js';
import type { EntryDraft } from './entry-draft.js';
import { aboutLine } from './about-line.js';
import type { About, JournalEntry } from './journal.js';

/**
 * Books what a sales document earns: income by line, discount, tax by agency, stock that leaves at cost.
 * @param sign 1 for a sale, -1 for a credit or refund
 */
export function postSale(draft: EntryDraft, { company, before }: PostContext, document: SalesDocument, sign: 1 | -1): void {
  for (const line of document.Line ?? []) {
    if (line.DetailType === 'DiscountLineDetail') {
      const account = line.DiscountLineDetail?.DiscountAccountRef?.value ?? rulesOf(company).defaultDiscountAccount ?? systemAccount(company, 'discounts');
      draft.add(account, decimalOf(line.Amount).times(sign), { about: aboutLine(line.DiscountLineDetail) });
      continue;
    }
    for (const sold of line.GroupLineDetail?.Line ?? [line]) postItemLine(draft, company, before, document, sold, sign);
  }
  postTax(draft, company, document.TxnTaxDetail, -sign as 1 | -1);
}

function postItemLine(draft: EntryDraft, company: CompanyState, before: JournalEntry | undefined, document: SalesDocument, line: SalesLine, sign: 1 | -1): void {
  const detail = line.SalesItemLineDetail;
  if (!detail) return;
  const item = detail.ItemRef && company.get<StoredItem>('Item', detail.ItemRef.value);
  const account = detail.ItemAccountRef?.value ?? item?.IncomeAccountRef?.value ?? systemAccount(company, 'uncategorized');
  const about = aboutLine(detail);
  draft.add(account, decimalOf(line.Amount).times(-sign), { about });
  if (item && isCounted(item, document.TxnDate)) moveStock(draft, company, before, item, (detail.Qty ?? 1) * sign, about);
}

/** Tax by the agency of each rate; an override without rates goes to the first agency. `sign` 1: a debit. */
export function postTax(draft: EntryDraft, company: CompanyState, detail: TxnTaxDetail | undefined, sign: 1 | -1): void {
  let rest = decimalOf(detail?.TotalTax);
  for (const line of detail?.TaxLine ?? []) {
    rest = rest.minus(line.Amount);
    if (line.Amount !== 0) draft.add(taxAccount(company, line.TaxLineDetail.TaxRateRef.value), new Big(line.Amount).times(sign));
  }
  if (!rest.eq(0)) draft.add(taxAccount(company, undefined), rest.times(sign));
}

/** Sales dated before stock was counted move none of it (recorded: the sample company's stock fits only so). */
export function isCounted(item: StoredItem, date: string | undefined): boolean {
  return item.Type === 'Inventory' && item.AssetAccountRef !== undefined && item.ExpenseAccountRef !== undefined && (item.InvStartDate ?? '') <= (date ?? '');
}

/**
 * Stock leaves at its average cost, at the purchase cost when none is on hand (QuickBooks takes first in, first out:
 * assumed close enough, the sums agree once all is sold). An entry written again keeps the cost it had.
 * @param qty pieces that leave; negative: that come back
 */
function moveStock(draft: EntryDraft, company: CompanyState, before: JournalEntry | undefined, item: StoredItem & { Id?: string }, qty: number, about: About | undefined): void {
  const id = item.Id!;
  const known = before?.lines.find((line) => line.stock?.item === id && line.stock.qty === -qty);
  const onHand = company.journal.totals.stock.get(id);
  const average = onHand && onHand.qty > 0 && onHand.cents > 0 ? onHand.cents / onHand.qty : hundredthsOf(item.PurchaseCost);
  const cents = known ? known.cents : -Math.round(average * qty);
  draft.addStock((item.AssetAccountRef as WireRef).value, (item.ExpenseAccountRef as WireRef).value, cents, { item: id, qty: -qty }, about);
}
