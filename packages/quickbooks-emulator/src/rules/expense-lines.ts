import type { StoredItem } from '../entities/item.js';
import type { WireRef } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { Big, decimalOf, toCents, toNumber } from '../kernel/money.js';
import { fault, missing } from '../protocol/fault.js';
import { keepCharges } from './billable-expenses.js';
import { type ExpenseDocument, type ExpenseLine, detailOf } from './expense-document.js';
import { settleLineIds } from './line-ids.js';
import { rulesOf } from './preferences.js';
import { requireReference } from './references.js';
import type { SalesLine, TxnTaxDetail } from './sales-document.js';
import { requireStockDate } from './stock.js';
import { taxByLine } from './sales-tax.js';

/**
 * Checks and completes the lines of a purchase and its tax, and sets TotalAmt (recorded, NG:create-bill; faults: Intuit,
 * common-errors 2020, 2250, 6440).
 * @param printsNumbers bills number their lines and list links, expenses do not (recorded: NG:bills, NG:purchases)
 */
export function settleExpenseLines(company: CompanyState, draft: ExpenseDocument, before: ExpenseDocument | undefined, sentTax: TxnTaxDetail | undefined, printsNumbers: boolean): void {
  if (!draft.Line || draft.Line.length === 0) throw fault('2250', 'Transaction Requires At Least One Line', 'Line');
  const rules = rulesOf(company);
  requireStockDate(company, draft.Line.map((line) => line.ItemBasedExpenseLineDetail?.ItemRef), draft.TxnDate!);
  const lines = keepCharges(settleLineIds(draft.Line.map((line) => settleLine(company, line, rules)), before?.Line), before?.Line);
  draft.Line = lines.map(({ LineNum, LinkedTxn, ...line }) => (printsNumbers ? { ...line, LineNum: LineNum!, LinkedTxn: LinkedTxn! } : LinkedTxn!.length > 0 ? { ...line, LinkedTxn: LinkedTxn! } : line));
  const tax = rules.isUs ? undefined : settlePurchaseTax(company, draft, sentTax);
  const net = draft.Line.reduce((sum, line) => sum.plus(line.Amount ?? 0), new Big(0));
  if (tax) draft.TxnTaxDetail = tax.detail;
  else delete draft.TxnTaxDetail;
  draft.TotalAmt = toNumber(net.plus(tax?.total ?? 0));
}

function settleLine(company: CompanyState, line: ExpenseLine, rules: ReturnType<typeof rulesOf>): ExpenseLine {
  if (!line.DetailType) throw missing('Line.DetailType');
  if (line.DetailType === 'DescriptionOnly') return { ...line, Amount: 0 };
  if (line.Amount === undefined) throw missing('Line.Amount');
  const isItem = line.DetailType === 'ItemBasedExpenseLineDetail';
  const path = isItem ? 'Line.ItemBasedExpenseLineDetail' : 'Line.AccountBasedExpenseLineDetail';
  const detail = isItem ? line.ItemBasedExpenseLineDetail : line.AccountBasedExpenseLineDetail;
  if (!detail) throw missing(path);
  const target = isItem ? line.ItemBasedExpenseLineDetail!.ItemRef : line.AccountBasedExpenseLineDetail!.AccountRef;
  if (!target) throw fault('6440', `Transaction Detail Information Required : ${path} needs ${isItem ? 'an ItemRef' : 'an AccountRef'}`, path);
  if (isItem) requireBought(company, target, line, path);
  if (detail.ClassRef && !rules.classPerLine) throw fault('5030', 'Feature Not Supported Error : class tracking per transaction line is not enabled', `${path}.ClassRef`);
  if (detail.BillableStatus === 'Billable' && !detail.CustomerRef) throw fault('6310', 'Customer Required If Billable : customer is required if the transaction is billable', `${path}.CustomerRef`);
  const settled = { ...detail, BillableStatus: detail.BillableStatus ?? 'NotBillable', TaxCodeRef: settleTaxCode(company, detail.TaxCodeRef, rules.isUs, path) };
  return { ...line, Amount: toNumber(toCents(new Big(line.Amount))), [isItem ? 'ItemBasedExpenseLineDetail' : 'AccountBasedExpenseLineDetail']: settled, CustomExtensions: [] };
}

/** An item on a purchase has an expense account (Intuit, bill page; code 6000 family assumed to be 2500). */
function requireBought(company: CompanyState, ref: WireRef, line: ExpenseLine, path: string): void {
  const item = requireReference(company, 'Item', ref.value, `${path}.ItemRef`) as StoredItem;
  if (item.Type === 'Category') throw fault('2500', 'Invalid Reference Id : Categories cannot be used in transactions.', '');
  if (!item.ExpenseAccountRef) throw fault('6430', 'Invalid account type: the item has no expense account.', `${path}.ItemRef`);
  const { Qty, UnitPrice } = line.ItemBasedExpenseLineDetail!;
  if (Qty !== undefined && UnitPrice !== undefined && !toCents(new Big(Qty).times(UnitPrice)).eq(toCents(decimalOf(line.Amount)))) {
    throw fault('6070', `Amount is not equal to UnitPrice * Qty. Supplied value:${line.Amount}`, 'Line.Amount');
  }
}

/** NON in the US (recorded, NG:create-bill); elsewhere a code is needed (recorded sentence for Canada). */
function settleTaxCode(company: CompanyState, sent: WireRef | undefined, isUs: boolean, path: string): WireRef {
  if (isUs) return sent ?? { value: 'NON' };
  if (!sent) {
    const word = company.header.region === 'GB' ? 'VAT' : 'GST/HST';
    throw fault('6000', `Business Validation Error: Make sure all your transactions have a ${word} rate before you save.`, '');
  }
  requireReference(company, 'TaxCode', sent.value, `${path}.TaxCodeRef`);
  return { value: sent.value };
}

/** Tax on purchases outside the US: the rules of sales, with the purchase rates of each code. */
function settlePurchaseTax(company: CompanyState, draft: ExpenseDocument, sent: TxnTaxDetail | undefined): { detail: TxnTaxDetail; total: Big } {
  const mirrors = draft.Line!.map((line): SalesLine => {
    const detail = detailOf(line);
    return { ...(line.Amount === undefined ? {} : { Amount: line.Amount }), DetailType: detail ? 'SalesItemLineDetail' : 'DescriptionOnly', ...(detail ? { SalesItemLineDetail: { ...detail } } : {}) };
  });
  const subtotal = mirrors.reduce((sum, line) => sum.plus(line.SalesItemLineDetail ? line.Amount! : 0), new Big(0));
  const tax = taxByLine(company, draft, sent, { lines: mirrors, subtotal, discount: new Big(0) }, 'PurchaseTaxRateList');
  for (const [index, line] of draft.Line!.entries()) {
    const mirror = mirrors[index]!;
    const detail = detailOf(line);
    if (mirror.Amount === undefined || !detail || !mirror.SalesItemLineDetail) continue;
    line.Amount = mirror.Amount;
    if (mirror.SalesItemLineDetail.TaxInclusiveAmt !== undefined) detail.TaxInclusiveAmt = mirror.SalesItemLineDetail.TaxInclusiveAmt;
    if (mirror.SalesItemLineDetail.UnitPrice !== undefined) detail.UnitPrice = mirror.SalesItemLineDetail.UnitPrice;
  }
  return tax;
}
