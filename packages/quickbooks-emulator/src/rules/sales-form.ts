import type { StoredCustomer } from '../entities/customer.js';
import type { Change } from '../entities/define-entity.js';
import type { WireObject } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { type Big, decimalOf, toNumber } from '../kernel/money.js';
import { fault } from '../protocol/fault.js';
import { settleAddresses } from './addresses.js';
import { refuseClosedPeriod } from './closed-books.js';
import { inHome, settleCurrency } from './currency.js';
import { type CustomField, settleCustomFields } from './custom-fields.js';
import { requireEmail } from './names.js';
import { rulesOf } from './preferences.js';
import type { SalesDocument } from './sales-document.js';
import { settleSalesLines, soldLines } from './sales-lines.js';
import { requireStockDate } from './stock.js';
import { settleSalesTax } from './sales-tax.js';

/** What every form sent to a customer has: invoice, credit memo, estimate, sales receipt, refund receipt. */
export type SalesForm = SalesDocument & {
  Balance?: number;
  HomeBalance?: number;
  HomeTotalAmt?: number;
  PrivateNote?: string;
  CustomField?: CustomField[];
  BillAddr?: WireObject;
  ShipAddr?: WireObject;
  ShipFromAddr?: WireObject;
  FreeFormAddress?: boolean;
  PrintStatus?: string;
  EmailStatus?: string;
  BillEmail?: { Address?: string };
};

/**
 * Date, closed books, class, currency, lines and tax, addresses and mail of a form; sets TotalAmt.
 * @returns the total
 */
export function settleSalesForm(draft: SalesForm, change: Change<SalesForm>): Big {
  const { company, before, byPerson } = change;
  draft.TxnDate ??= company.today();
  refuseClosedPeriod(company, byPerson, draft.TxnDate, before?.TxnDate);
  if (draft.ClassRef && !rulesOf(company).classPerTxn) throw fault('5030', 'Feature Not Supported Error : class tracking per transaction is not enabled', 'ClassRef');
  const customer = draft.CustomerRef && company.get<StoredCustomer>('Customer', draft.CustomerRef.value);
  settleCurrency(draft, change, customer);
  draft.ApplyTaxAfterDiscount ??= false;
  const total = keepsAmounts(change) ? decimalOf(before?.TotalAmt) : settleAmounts(draft, change);
  draft.TotalAmt = toNumber(total);
  settleHomeAmounts(draft, company);
  settleAddressesFrom(draft, change, customer as Addressed | undefined);
  settleMail(draft);
  draft.CustomField = settleCustomFields(company, draft.CustomField);
  draft.PrintStatus ??= 'NeedToPrint';
  return total;
}

/** The same amounts in home currency, where several currencies are on. */
export function settleHomeAmounts(draft: SalesForm, company: CompanyState): void {
  const total = inHome(company, draft, draft.TotalAmt);
  const balance = draft.Balance === undefined ? undefined : inHome(company, draft, draft.Balance);
  if (total === undefined) delete draft.HomeTotalAmt;
  else draft.HomeTotalAmt = total;
  if (balance === undefined) delete draft.HomeBalance;
  else draft.HomeBalance = balance;
}

const amountMembers = ['Line', 'TxnTaxDetail', 'ApplyTaxAfterDiscount', 'GlobalTaxCalculation'] as const;

/** A sparse update that sends none of the members amounts come from leaves lines, tax and total as they are. */
function keepsAmounts({ before, isFull, sent }: Change<SalesForm>): boolean {
  return before !== undefined && !isFull && amountMembers.every((member) => sent[member] === undefined);
}

function settleAmounts(draft: SalesForm, { company, before, sent }: Change<SalesForm>): Big {
  requireStockDate(company, soldLines(draft.Line ?? []).map((line) => line.SalesItemLineDetail?.ItemRef), draft.TxnDate!);
  const settled = settleSalesLines(company, draft.Line, before?.Line);
  const tax = settleSalesTax(company, draft, sent.TxnTaxDetail, settled);
  draft.Line = settled.lines;
  draft.TxnTaxDetail = tax.detail;
  return tax.net.plus(tax.total);
}

type Addressed = { BillAddr?: WireObject; ShipAddr?: WireObject };

/** The customer's addresses, by reference to their ids; the company's as sender (recorded, NG:create-invoice). */
function settleAddressesFrom(draft: SalesForm, { company, before, isFull }: Change<SalesForm>, customer: Addressed | undefined): void {
  if (customer?.BillAddr) draft.BillAddr ??= { ...customer.BillAddr };
  const shipTo = customer?.ShipAddr ?? customer?.BillAddr;
  if (shipTo && (!before || isFull || before.ShipAddr)) draft.ShipAddr ??= { ...shipTo };
  settleAddresses(company, draft, ['BillAddr', 'ShipAddr']);
  const from = company.get('CompanyInfo', '1')?.CompanyAddr as WireObject | undefined;
  // Forms written before it was filled in go without (recorded, NG:invoices).
  if (from && (!before || before.ShipFromAddr)) draft.ShipFromAddr ??= asTwoLines(from);
  draft.FreeFormAddress ??= true;
}

/** The sender's address comes as free text: street, then `City, State  Code` with two blanks (recorded, NG:create-invoice). */
function asTwoLines({ Id, Line1, City, CountrySubDivisionCode, PostalCode }: WireObject): WireObject {
  const town = [City, [CountrySubDivisionCode, PostalCode].filter(Boolean).join('  ')].filter(Boolean).join(', ');
  return Object.fromEntries(Object.entries({ Id, Line1, Line2: town }).filter(([, value]) => value)) as WireObject;
}

function settleMail(draft: SalesForm): void {
  draft.EmailStatus ??= 'NotSet';
  requireEmail(draft.BillEmail?.Address, 'BillEmail.Address');
  if (draft.EmailStatus === 'NeedToSend' && !draft.BillEmail?.Address) {
    throw fault('6420', 'An email address is required when EmailStatus is NeedToSend', 'BillEmail');
  }
}

/** Amounts and quantities to zero, the rest stays (recorded: MQ:void/invoice, EX:void_sales_receipt). */
export function voidSalesForm(draft: SalesForm): void {
  for (const line of draft.Line ?? []) {
    if (line.Amount !== undefined) line.Amount = 0;
    for (const sold of [line, ...(line.GroupLineDetail?.Line ?? [])]) {
      if (sold.SalesItemLineDetail?.Qty !== undefined) sold.SalesItemLineDetail.Qty = 0;
      if (sold.Amount !== undefined) sold.Amount = 0;
      delete sold.LinkedTxn;
    }
  }
  const { TaxLine: _gone, ...detail } = draft.TxnTaxDetail ?? {};
  draft.TxnTaxDetail = { ...detail, TotalTax: 0 };
  draft.TotalAmt = 0;
  draft.Balance = 0;
  if (draft.HomeTotalAmt !== undefined) draft.HomeTotalAmt = 0;
  if (draft.HomeBalance !== undefined) draft.HomeBalance = 0;
  markVoided(draft);
}

/** "Voided" before the note (recorded; Intuit for the note). */
export function markVoided(draft: { PrivateNote?: string }): void {
  if (!draft.PrivateNote?.startsWith('Voided')) draft.PrivateNote = draft.PrivateNote ? `Voided - ${draft.PrivateNote}` : 'Voided';
}

/** One bad stored e-mail makes a whole page of forms fail (recorded 4002: NET#111, JAVA#47). */
export function unreadableForm(record: SalesForm): string | undefined {
  const address = record.BillEmail?.Address as string | undefined;
  return address !== undefined && !address.includes('@') ? 'To email address entered is invalid' : undefined;
}
