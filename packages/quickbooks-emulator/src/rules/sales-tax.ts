import type { StoredTaxCode, StoredTaxRate } from '../entities/tax.js';
import type { WireRef } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { Big, toCents, toNumber } from '../kernel/money.js';
import { fault } from '../protocol/fault.js';
import { rulesOf } from './preferences.js';
import { requireReference } from './references.js';
import type { SalesDocument, TaxLine, TxnTaxDetail } from './sales-document.js';
import { type SettledLines, soldLines } from './sales-lines.js';

/** Tax of a document; `lines` may come back net of tax (inclusive prices). */
export type SettledTax = { detail: TxnTaxDetail; total: Big; net: Big };

/** Computes the tax of a sales document by the rules of the company's country (reference, section 11). */
export function settleSalesTax(company: CompanyState, draft: SalesDocument, sent: TxnTaxDetail | undefined, settled: SettledLines): SettledTax {
  return rulesOf(company).isUs ? taxInUs(company, draft, sent, settled) : taxByLine(company, draft, sent, settled);
}

/**
 * US: one group of rates for the whole document, applied to the TAX lines. Manual tax needs `TxnTaxCodeRef`
 * (recorded: TAX lines without it carry no tax, AB invoice 129); automated tax (PartnerTaxEnabled) takes the
 * customer's or the company's code by itself (assumed: a fixed rate in place of Intuit's address look-up). An explicit
 * TotalTax is an override and kept (Intuit, minor version 70). Each rate rounds half up (recorded, AB invoice 119).
 */
function taxInUs(company: CompanyState, draft: SalesDocument, sent: TxnTaxDetail | undefined, { lines, subtotal, discount }: SettledLines): SettledTax {
  const rules = rulesOf(company);
  const automatic = rules.automatedTax ? (customerTaxCode(company, draft) ?? rules.taxGroupCode) : undefined;
  const taxable = taxableNet(draft, lines, subtotal, discount);
  const code = draft.TxnTaxDetail?.TxnTaxCodeRef?.value ?? (taxable.gt(0) ? automatic : undefined);
  const net = subtotal.minus(discount);
  if (code === 'CustomSalesTax') throw fault('6160', 'Invalid Tax Code Id : CustomSalesTax cannot be used', 'TxnTaxDetail.TxnTaxCodeRef');
  const taxLines = code === undefined || taxable.eq(0) ? [] : ratesOf(company, code).map((rate) => taxLine(rate, taxable));
  const computed = sum(taxLines.map((line) => line.Amount));
  const override = sent?.TotalTax;
  const total = override === undefined ? computed : toCents(new Big(override));
  return {
    detail: {
      ...(code === undefined ? {} : { TxnTaxCodeRef: { value: code } }),
      TotalTax: toNumber(total),
      ...(taxLines.length > 0 ? { TaxLine: spread(taxLines, computed, total) } : {}),
    },
    total,
    net,
  };
}

function customerTaxCode(company: CompanyState, draft: SalesDocument): string | undefined {
  const customer = company.get<{ Taxable?: boolean; DefaultTaxCodeRef?: WireRef }>('Customer', draft.CustomerRef!.value);
  return customer?.DefaultTaxCodeRef?.value;
}

/** TAX lines; a discount lowers them in proportion only when tax comes after it (Intuit, ApplyTaxAfterDiscount). */
function taxableNet(draft: SalesDocument, lines: SettledLines['lines'], subtotal: Big, discount: Big): Big {
  const taxable = sum(soldLines(lines).filter((line) => line.SalesItemLineDetail?.TaxCodeRef?.value === 'TAX').map((line) => line.Amount!));
  if (!draft.ApplyTaxAfterDiscount || subtotal.eq(0)) return taxable;
  return toCents(taxable.minus(discount.times(taxable).div(subtotal)));
}

/**
 * Everywhere else: each line's own code. Excluded (default): per rate, on the sum of its lines. Inclusive: lines come
 * back net, rounded per line, and tax is gross minus net (recorded for Canada, RR; which rounding is assumed).
 */
export function taxByLine(
  company: CompanyState,
  draft: { GlobalTaxCalculation?: string },
  sent: TxnTaxDetail | undefined,
  { lines, subtotal, discount }: SettledLines,
  side: RateSide = 'SalesTaxRateList',
): SettledTax {
  draft.GlobalTaxCalculation ??= 'TaxExcluded';
  if (draft.GlobalTaxCalculation === 'NotApplicable') {
    if (sent) throw fault('6170', 'Tax Detail Not Allowed : TxnTaxDetail cannot be sent with NotApplicable', 'TxnTaxDetail');
    return { detail: { TotalTax: 0 }, total: new Big(0), net: subtotal.minus(discount) };
  }
  const share = subtotal.eq(0) ? new Big(1) : subtotal.minus(discount).div(subtotal);
  const isInclusive = draft.GlobalTaxCalculation === 'TaxInclusive';
  const perRate = new Map<string, { rate: StoredTaxRate; net: Big; tax: Big }>();
  let gross = new Big(0);
  let netLines = new Big(0);
  for (const line of soldLines(lines)) {
    const detail = line.SalesItemLineDetail;
    if (!detail) continue;
    const rates = ratesOf(company, detail.TaxCodeRef!.value, side);
    const percent = sum(rates.map((rate) => rate.RateValue));
    // A line read back carries its gross amount; only a line sent gross for the first time has it in Amount.
    const amount = new Big(isInclusive ? (detail.TaxInclusiveAmt ?? line.Amount!) : line.Amount!);
    const net = isInclusive ? toCents(amount.times(100).div(percent.plus(100))) : amount;
    if (isInclusive) {
      detail.TaxInclusiveAmt = toNumber(amount);
      line.Amount = toNumber(net);
      if (detail.Qty) detail.UnitPrice = toNumber(net.div(detail.Qty).round(7, Big.roundHalfUp));
    }
    gross = gross.plus(amount);
    netLines = netLines.plus(net);
    for (const rate of rates) {
      const row = perRate.get(rate.Id) ?? { rate, net: new Big(0), tax: new Big(0) };
      row.net = row.net.plus(net);
      row.tax = row.tax.plus(isInclusive ? (percent.eq(0) ? 0 : amount.minus(net).times(rate.RateValue).div(percent)) : 0);
      perRate.set(rate.Id, row);
    }
  }
  if (isInclusive) {
    for (const line of lines) if (line.DetailType === 'SubTotalLineDetail') line.Amount = toNumber(netLines);
  }
  const taxLines = [...perRate.values()].map(({ rate, net, tax }) =>
    isInclusive ? inclusiveLine(rate, net.times(share), toCents(tax.times(share))) : taxLine(rate, toCents(net.times(share))),
  );
  const computed = isInclusive ? toCents(gross.minus(netLines).times(share)) : sum(taxLines.map((line) => line.Amount));
  const total = sent?.TotalTax === undefined ? computed : toCents(new Big(sent.TotalTax));
  return {
    detail: { TotalTax: toNumber(total), ...(taxLines.length > 0 ? { TaxLine: spread(taxLines, sum(taxLines.map((line) => line.Amount)), total) } : {}) },
    total,
    net: netLines.minus(discount),
  };
}

/** A code lists rates for sales and for purchases separately (XSD TaxCode). */
type RateSide = 'SalesTaxRateList' | 'PurchaseTaxRateList';

/** The rates of a tax code, in their order. */
function ratesOf(company: CompanyState, codeId: string, side: RateSide = 'SalesTaxRateList'): StoredTaxRate[] {
  const code = requireReference(company, 'TaxCode', codeId, 'TxnTaxDetail.TxnTaxCodeRef') as StoredTaxCode;
  const details = code[side]?.TaxRateDetail ?? [];
  return details
    .toSorted((a, b) => (a.TaxOrder ?? 0) - (b.TaxOrder ?? 0))
    .map((detail) => requireReference(company, 'TaxRate', detail.TaxRateRef.value, 'TaxRateRef') as StoredTaxRate);
}

function taxLine(rate: StoredTaxRate, net: Big): TaxLine {
  return inclusiveLine(rate, net, toCents(net.times(rate.RateValue).div(100)));
}

function inclusiveLine(rate: StoredTaxRate, net: Big, amount: Big): TaxLine {
  return {
    Amount: toNumber(amount),
    DetailType: 'TaxLineDetail',
    TaxLineDetail: { TaxRateRef: { value: rate.Id }, PercentBased: true, TaxPercent: rate.RateValue, NetAmountTaxable: toNumber(toCents(net)) },
  };
}

/** An override is spread over the tax lines; the last takes the rest. */
function spread(lines: TaxLine[], computed: Big, total: Big): TaxLine[] {
  if (computed.eq(total)) return lines;
  let rest = total;
  return lines.map((line, index) => {
    const isLast = index === lines.length - 1;
    const part = isLast ? rest : computed.eq(0) ? new Big(0) : toCents(total.times(line.Amount).div(computed));
    rest = rest.minus(part);
    return { ...line, Amount: toNumber(part) };
  });
}

function sum(values: number[]): Big {
  return values.reduce((total, value) => total.plus(value), new Big(0));
}
