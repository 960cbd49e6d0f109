import type { StoredItem } from '../entities/item.js';
import type { WireRecord } from '../kernel/company.js';
import { systemAccount } from '../ledger/accounts.js';
import type { CompanyState } from '../kernel/company-state.js';
import { Big, decimalOf, toCents, toNumber } from '../kernel/money.js';
import { fault, missing } from '../protocol/fault.js';
import { rulesOf } from './preferences.js';
import { labelled, requireReference } from './references.js';
import type { SalesLine } from './sales-document.js';
import { specialItems } from './special-items.js';

/** The lines of a sales document with their sums: `subtotal` before discount and tax. */
export type SettledLines = { lines: SalesLine[]; subtotal: Big; discount: Big };

/** Lines that sell something: a bundle's line stands for those within it. */
export function soldLines(lines: readonly SalesLine[]): SalesLine[] {
  return lines.flatMap((line) => (line.DetailType === 'GroupLineDetail' ? (line.GroupLineDetail?.Line ?? []) : [line]));
}

/**
 * Checks and completes the lines: ids and numbers, account and tax code of each item line, the closing subtotal line,
 * the discount after it (recorded, NG:create-invoice, NG:invoices 39; reference 6.1 "Lines").
 */
export function settleSalesLines(company: CompanyState, sent: SalesLine[] | undefined, before: SalesLine[] | undefined): SettledLines {
  if (!sent || sent.length === 0) throw missing('Line');
  const numbering = new LineNumbering(before);
  const lines: SalesLine[] = [];
  let discountLine: SalesLine | undefined;
  let subtotal = new Big(0);
  let sinceSubtotal = new Big(0);
  for (const line of sent) {
    if (!line.DetailType) throw missing('Line.DetailType');
    if (line.DetailType === 'SubTotalLineDetail') continue;
    if (line.DetailType === 'DiscountLineDetail') {
      discountLine = line;
      continue;
    }
    const settled = numbering.number(settleLine(company, line, sinceSubtotal));
    lines.push(settled);
    const amount = soldLines([settled]).reduce((sum, sold) => sum.plus(sold.SalesItemLineDetail ? sold.Amount! : 0), new Big(0));
    subtotal = subtotal.plus(amount);
    const isInlineSubtotal = settled.DetailType === 'DescriptionOnly' && settled.Amount !== undefined;
    sinceSubtotal = isInlineSubtotal ? new Big(0) : sinceSubtotal.plus(amount);
  }
  if (lines.length === 0) throw missing('Line');
  lines.push({ Amount: toNumber(subtotal), DetailType: 'SubTotalLineDetail', SubTotalLineDetail: {} });
  const discount = discountLine ? settleDiscount(company, discountLine, subtotal) : undefined;
  if (discount) lines.push(discount);
  return { lines, subtotal, discount: decimalOf(discount?.Amount) };
}

function settleLine(company: CompanyState, line: SalesLine, sinceSubtotal: Big): SalesLine {
  if (line.DetailType === 'SalesItemLineDetail') return settleItemLine(company, line);
  if (line.DetailType === 'GroupLineDetail') return settleGroupLine(company, line);
  return settleTextLine(line, sinceSubtotal);
}

/** A line with a known id is that line, any other is a new one (Intuit, invoice page); lines of a bundle count on (recorded, RR:invoice_with_bundle_line_item). */
class LineNumbering {
  readonly #known: Set<string>;
  #nextId: number;
  #number = 0;

  constructor(before: readonly SalesLine[] | undefined) {
    const all = (before ?? []).flatMap((line) => [line, ...(line.GroupLineDetail?.Line ?? [])]);
    this.#known = new Set(all.flatMap(({ Id }) => (Id === undefined ? [] : [Id])));
    this.#nextId = Math.max(0, ...[...this.#known].map(Number)) + 1;
  }

  number(line: SalesLine): SalesLine {
    const isKnown = line.Id !== undefined && this.#known.delete(line.Id);
    const numbered: SalesLine = { ...line, Id: isKnown ? line.Id! : String(this.#nextId++), LineNum: (this.#number += 1), CustomExtensions: [] };
    if (!line.GroupLineDetail?.Line) return numbered;
    return { ...numbered, GroupLineDetail: { ...line.GroupLineDetail, Line: line.GroupLineDetail.Line.map((sold) => this.number(sold)) } };
  }
}

/**
 * A bundle: its own amount is zero, the lines within it are sold (recorded, RR:invoice_with_bundle_line_item). Sent
 * without lines it takes the bundle's parts at their prices, as the screen does (assumed).
 */
function settleGroupLine(company: CompanyState, line: SalesLine): SalesLine {
  const detail = line.GroupLineDetail;
  if (!detail) throw missing('Line.GroupLineDetail');
  if (!detail.GroupItemRef) throw missing('Line.GroupLineDetail.GroupItemRef');
  const bundle = requireReference(company, 'Item', detail.GroupItemRef.value, 'Line.GroupLineDetail.GroupItemRef') as StoredItem;
  if (bundle.Type !== 'Group') throw fault('2500', 'Invalid Reference Id : Line.GroupLineDetail.GroupItemRef', 'Line.GroupLineDetail.GroupItemRef');
  const quantity = detail.Quantity ?? 1;
  const within = detail.Line && detail.Line.length > 0 ? detail.Line : partsOf(company, bundle, quantity);
  const { SalesItemLineDetail: _own, DescriptionLineDetail: _text, ...rest } = line;
  return { ...rest, Amount: 0, GroupLineDetail: { ...detail, Quantity: quantity, Line: within.map((sold) => settleItemLine(company, { ...sold, DetailType: 'SalesItemLineDetail' })) } };
}

function partsOf(company: CompanyState, bundle: StoredItem, quantity: number): SalesLine[] {
  return (bundle.ItemGroupDetail?.ItemGroupLine ?? []).map(({ ItemRef, Qty }) => {
    const part = requireReference(company, 'Item', ItemRef.value, 'Line.GroupLineDetail.GroupItemRef') as StoredItem;
    const qty = new Big(Qty ?? 1).times(quantity);
    return {
      Amount: toNumber(toCents(qty.times(part.UnitPrice ?? 0))),
      SalesItemLineDetail: { ItemRef: labelled(company, 'Item', part as WireRecord), Qty: toNumber(qty), UnitPrice: part.UnitPrice ?? 0 },
    };
  });
}

function settleItemLine(company: CompanyState, line: SalesLine): SalesLine {
  const { isUs, classPerLine } = rulesOf(company);
  const detail = line.SalesItemLineDetail;
  if (!detail) throw missing('Line.SalesItemLineDetail');
  // A line without an item is documentation, its amount does not count (Intuit, invoice page).
  if (!detail.ItemRef) return settleTextLine({ ...line, DetailType: 'DescriptionOnly' }, new Big(0));
  if (line.Amount === undefined) throw missing('Line.Amount');
  if (line.Amount < 0) throw fault('2290', `Negative amount is not allowed on a line. Supplied value:${line.Amount}`, 'Line.Amount');
  const special = specialItems.get(detail.ItemRef.value);
  const item: StoredItem = special ? {} : (requireReference(company, 'Item', detail.ItemRef.value, 'Line.SalesItemLineDetail.ItemRef') as StoredItem);
  if (item.Type === 'Category') throw fault('2500', 'Invalid Reference Id : Categories cannot be used in transactions.', '');
  // A bundle has a line of its own kind (assumed).
  if (item.Type === 'Group') throw fault('2500', 'Invalid Reference Id : Line.SalesItemLineDetail.ItemRef', 'Line.SalesItemLineDetail.ItemRef');
  if (detail.ClassRef && !classPerLine) throw fault('5030', 'Feature Not Supported Error : class tracking per transaction line is not enabled', 'Line.SalesItemLineDetail.ClassRef');
  // Code Intuit's (error codes), sentence assumed.
  if (item.Type === 'Inventory' && detail.Qty === undefined) throw fault('6520', 'Quantity Missing : a line of an inventory item needs a quantity', 'Line.SalesItemLineDetail.Qty');
  const amount = toCents(new Big(line.Amount));
  if (detail.Qty !== undefined && detail.UnitPrice !== undefined && !toCents(new Big(detail.Qty).times(detail.UnitPrice)).eq(amount)) {
    throw fault('6070', `Amount is not equal to UnitPrice * Qty. Supplied value:${withThousands(line.Amount)}`, 'Line.Amount');
  }
  const incomeId = special ? systemAccount(company, special) : item.IncomeAccountRef?.value;
  const income = incomeId === undefined ? undefined : company.get('Account', incomeId);
  const settled: SalesLine = {
    ...line,
    Amount: toNumber(amount),
    SalesItemLineDetail: {
      ...detail,
      ...(income ? { ItemAccountRef: labelled(company, 'Account', income) } : {}),
      TaxCodeRef: detail.TaxCodeRef ?? { value: isUs ? 'NON' : '' },
    },
  };
  settleLineTaxCode(company, settled, isUs);
  return settled;
}

/** US lines say TAX or NON, all others name a tax code (Intuit 6100; recorded 6000 in Canada, T for the UK). */
function settleLineTaxCode(company: CompanyState, line: SalesLine, isUs: boolean): void {
  const code = line.SalesItemLineDetail!.TaxCodeRef!.value;
  if (isUs) {
    if (code !== 'TAX' && code !== 'NON') throw fault('6100', 'Invalid Tax Code : the line must use TAX or NON', 'Line.SalesItemLineDetail.TaxCodeRef');
    return;
  }
  if (code === '') {
    const word = company.header.region === 'GB' ? 'VAT' : 'GST/HST';
    throw fault('6000', `Business Validation Error: Make sure all your transactions have a ${word} rate before you save.`, '');
  }
  requireReference(company, 'TaxCode', code, 'Line.SalesItemLineDetail.TaxCodeRef');
}

/** A text line has no amount; one that starts "Subtotal:" gets the sum since the last such line (Intuit, invoice page). */
function settleTextLine(line: SalesLine, sinceSubtotal: Big): SalesLine {
  const { Amount: _ignored, SalesItemLineDetail: _dropped, GroupLineDetail: _bundle, ...rest } = line;
  const isInlineSubtotal = line.Description?.startsWith('Subtotal:') ?? false;
  return {
    ...rest,
    ...(isInlineSubtotal ? { Amount: toNumber(sinceSubtotal) } : {}),
    DetailType: 'DescriptionOnly',
    DescriptionLineDetail: line.DescriptionLineDetail ?? {},
  };
}

function settleDiscount(company: CompanyState, line: SalesLine, subtotal: Big): SalesLine {
  const detail = line.DiscountLineDetail;
  const isPercent = detail?.PercentBased ?? false;
  const percent = detail?.DiscountPercent;
  if (!detail || (isPercent ? percent === undefined : line.Amount === undefined)) {
    throw fault('6090', 'Discount Information Missing : a discount line needs a percentage or an amount', 'Line.DiscountLineDetail');
  }
  const amount = isPercent ? toCents(subtotal.times(percent!).div(100)) : toCents(new Big(line.Amount!));
  const accountId = detail.DiscountAccountRef?.value ?? rulesOf(company).defaultDiscountAccount;
  const account = accountId === undefined ? undefined : company.get('Account', accountId);
  return {
    Amount: toNumber(amount),
    DetailType: 'DiscountLineDetail',
    DiscountLineDetail: {
      PercentBased: isPercent,
      ...(isPercent ? { DiscountPercent: percent! } : {}),
      ...(account ? { DiscountAccountRef: labelled(company, 'Account', account) } : {}),
    },
  };
}

/** As fault 6070 prints numbers: `1,000`. */
function withThousands(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 10 });
}
