import type { StoredItem } from '../entities/item.js';
import type { CompanyState } from '../kernel/company-state.js';
import { decimalOf } from '../kernel/money.js';
import { type ExpenseDocument, detailOf } from '../rules/expense-document.js';
import { aboutLine } from './about-line.js';
import { systemAccount } from './accounts.js';
import type { EntryDraft } from './entry-draft.js';
import { isCounted, postTax } from './sale.js';

/**
 * Books what a purchase costs: the account of each line, the stock of each counted item, tax that can be reclaimed.
 * @param sign 1 for a purchase, -1 for a credit
 */
export function postPurchase(draft: EntryDraft, company: CompanyState, document: ExpenseDocument, sign: 1 | -1): void {
  for (const line of document.Line ?? []) {
    const detail = detailOf(line);
    if (!detail) continue;
    const amount = decimalOf(line.Amount).times(sign);
    const item = detail.ItemRef && company.get<StoredItem>('Item', detail.ItemRef.value);
    if (item && isCounted(item, document.TxnDate)) {
      draft.addBoughtStock(item.AssetAccountRef!.value, amount, { item: detail.ItemRef!.value, qty: (detail.Qty ?? 1) * sign }, aboutLine(detail));
    } else draft.add(detail.AccountRef?.value ?? item?.ExpenseAccountRef?.value ?? systemAccount(company, 'uncategorized'), amount, { about: aboutLine(detail) });
  }
  postTax(draft, company, document.TxnTaxDetail, sign);
}
