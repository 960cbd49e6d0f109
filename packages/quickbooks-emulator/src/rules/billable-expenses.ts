import type { StoredCharge } from '../entities/reimburse-charge.js';
import type { EntityName, WireObject, WireRecord, WireRef } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { type Big, decimalOf, toCents, toNumber } from '../kernel/money.js';
import { businessFault, fault } from '../protocol/fault.js';
import { type Billing, movedLinks } from './billing-links.js';
import { type ExpenseDocument, type ExpenseLine, detailOf } from './expense-document.js';
import type { LinkedTxn } from './sales-document.js';

/** Purchases whose lines can be carried to an invoice. */
const sources = ['Bill', 'Purchase'] as const satisfies readonly EntityName[];

type Source = ExpenseDocument & { LinkedTxn?: LinkedTxn[] };

/** Id of the charge a line makes. */
export function chargeOf(line: ExpenseLine | undefined): string | undefined {
  return line?.LinkedTxn?.find(({ TxnType }) => TxnType === 'ReimburseCharge')?.TxnId;
}

function isBilled(line: ExpenseLine | undefined): boolean {
  return line !== undefined && detailOf(line)?.BillableStatus === 'HasBeenBilled';
}

/**
 * The lines as they stand to what was billed: charges stay with their lines whatever links are sent, billed lines stay as
 * they are (which code refuses a change is assumed), and nobody but QuickBooks says that a line is billed (2170, as of time).
 */
export function keepCharges(lines: ExpenseLine[], before: readonly ExpenseLine[] | undefined): ExpenseLine[] {
  const stored = new Map((before ?? []).map((line) => [line.Id, line]));
  const kept = lines.map((line) => {
    const known = stored.get(line.Id);
    const others = (line.LinkedTxn ?? []).filter(({ TxnType }) => TxnType !== 'ReimburseCharge');
    const charge = chargeOf(known);
    const linked: ExpenseLine = { ...line, LinkedTxn: [...others, ...(charge === undefined ? [] : [{ TxnId: charge, TxnType: 'ReimburseCharge' }])] };
    if (!isBilled(known)) {
      if (isBilled(line)) throw fault('2170', 'Invalid Enumeration : HAS_BEEN_BILLED');
      return linked;
    }
    const [detail, was] = [detailOf(line), detailOf(known!)];
    if (detail?.BillableStatus === 'NotBillable' || line.Amount !== known!.Amount || detail?.CustomerRef?.value !== was?.CustomerRef?.value) throw billedAlready();
    detail!.BillableStatus = 'HasBeenBilled';
    return linked;
  });
  if ((before ?? []).some((line) => isBilled(line) && !lines.some(({ Id }) => Id === line.Id))) throw billedAlready();
  return kept;
}

function billedAlready() {
  return businessFault('This expense has been billed to a customer. Remove it from the invoice first.');
}

/** A purchase that was carried to an invoice stays while the invoice does (6400: Intuit, error-codes). */
export function refuseReimbursed(document: Source): void {
  if ((document.Line ?? []).some(isBilled)) throw fault('6400', 'Reimbursed Purchase : deleting it would break the invoice it was billed on', '');
}

/**
 * Each billable line of a bill or expense has a charge, an id of the transactions' (recorded: bill 25, charge 26). That the
 * link shows before it is invoiced is assumed: recorded rows are all invoiced.
 */
export function moveCharges(company: CompanyState, entity: (typeof sources)[number], before: Source | undefined, after: Source | undefined): void {
  const kept = new Set<string>();
  const lines = (after?.Line ?? []).map((line) => {
    const charge = chargeOf(line);
    const isCharged = detailOf(line)?.BillableStatus !== 'NotBillable' && detailOf(line)?.CustomerRef !== undefined;
    if (!isCharged) return charge === undefined ? line : { ...line, LinkedTxn: line.LinkedTxn!.filter(({ TxnId }) => TxnId !== charge) };
    const id = charge ?? company.nextId('Transactions');
    kept.add(id);
    if (!isBilled(line)) writeCharge(company, id, after!, line);
    return charge === undefined ? { ...line, LinkedTxn: [...(line.LinkedTxn ?? []), { TxnId: id, TxnType: 'ReimburseCharge' }] } : line;
  });
  for (const id of chargesOf(before)) if (!kept.has(id)) company.remove('ReimburseCharge', id);
  const held = new Set(chargesOf(after));
  if (!after || (held.size === kept.size && [...kept].every((id) => held.has(id)))) return;
  const others = (after.LinkedTxn ?? []).filter(({ TxnType }) => TxnType !== 'ReimburseCharge');
  const links = [...others, ...[...kept].map((TxnId) => ({ TxnId, TxnType: 'ReimburseCharge' }))];
  const { LinkedTxn: _links, ...rest } = after;
  company.put(entity, { ...rest, ...(links.length === 0 ? {} : { LinkedTxn: links }), Line: lines } as unknown as WireRecord);
}

function chargesOf(document: Source | undefined): string[] {
  return (document?.Line ?? []).flatMap((line) => chargeOf(line) ?? []);
}

/** The charge of a line: its amount, and a markup by percent as a line of its own without an item (measured on 26,582 charges of a real company, buildone). */
function writeCharge(company: CompanyState, id: string, document: Source, line: ExpenseLine): void {
  const { ItemRef, Qty, UnitPrice, TaxCodeRef, ClassRef, MarkupInfo, CustomerRef } = detailOf(line)!;
  const amount = decimalOf(line.Amount);
  const markup = toCents(amount.times(MarkupInfo?.Percent ?? 0).div(100));
  const text = line.Description === undefined ? {} : { Description: line.Description };
  const part = (LineNum: number, Amount: Big, detail: object) => ({ Id: String(LineNum), LineNum, ...text, Amount: toNumber(Amount), DetailType: 'ReimburseLineDetail', ReimburseLineDetail: present(detail) });
  const known = company.get('ReimburseCharge', id);
  const stamp = company.stamp();
  const record = {
    domain: 'QBO',
    sparse: false,
    Id: id,
    SyncToken: known?.SyncToken ?? '0',
    MetaData: known?.MetaData ?? { CreateTime: stamp, LastUpdatedTime: stamp },
    ...present({ TxnDate: document.TxnDate, CurrencyRef: document.CurrencyRef, ExchangeRate: document.ExchangeRate }),
    Line: [part(1, amount, { ItemRef, ClassRef, UnitPrice, Qty, MarkupInfo, TaxCodeRef }), ...(markup.eq(0) ? [] : [part(2, markup, { TaxCodeRef })])],
    CustomerRef: CustomerRef!,
    HasBeenInvoiced: false,
    Amount: toNumber(amount.plus(markup)),
  } as unknown as WireRecord;
  if (!known) company.put('ReimburseCharge', record);
  else if (JSON.stringify(known) !== JSON.stringify(record)) company.touch('ReimburseCharge', { ...record, SyncToken: String(Number(known.SyncToken) + 1) });
}

function present(members: object): WireObject {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as WireObject;
}

/**
 * Carrying a charge to an invoice makes its line HasBeenBilled and links charge and invoice, on the charge's lines too
 * (measured, buildone: no link before, to the invoice only afterwards); taking the invoice away opens it again. The
 * purchase's token stays (recorded: bill 25), the other tokens are assumed to stay too.
 */
export function moveBilledCharges(company: CompanyState, before: Billing | undefined, after: Billing | undefined): void {
  const { taken, left } = movedLinks(before, after, 'ReimburseCharge');
  for (const id of taken) setInvoiced(company, id, { TxnId: after!.Id!, TxnType: 'Invoice' });
  for (const id of left) setInvoiced(company, id, undefined);
}

function setInvoiced(company: CompanyState, id: string, invoice: LinkedTxn | undefined): void {
  const charge = company.get<StoredCharge>('ReimburseCharge', id);
  if (!charge) return;
  const links = invoice ? { LinkedTxn: [invoice] } : {};
  const { LinkedTxn: _own, ...rest } = charge;
  const lines = (charge.Line ?? []).map(({ LinkedTxn: _line, ...line }) => ({ ...line, ...links }));
  company.touch('ReimburseCharge', { ...rest, ...links, Line: lines, HasBeenInvoiced: invoice !== undefined } as unknown as WireRecord);
  for (const entity of sources) {
    for (const record of company.table(entity).rows.values()) {
      const source = record as unknown as Source;
      if (!chargesOf(source).includes(id)) continue;
      const Line = source.Line!.map((line) => (chargeOf(line) === id ? withStatus(line, invoice ? 'HasBeenBilled' : 'Billable') : line));
      company.touch(entity, { ...record, Line } as unknown as WireRecord);
      return;
    }
  }
}

function withStatus(line: ExpenseLine, BillableStatus: string): ExpenseLine {
  const member = line.ItemBasedExpenseLineDetail ? 'ItemBasedExpenseLineDetail' : 'AccountBasedExpenseLineDetail';
  return { ...line, [member]: { ...line[member], BillableStatus } };
}

/** Whether something bought for a customer waits to be billed. */
export function hasUnbilledCharges(company: CompanyState, customerId: string): boolean {
  for (const charge of company.table('ReimburseCharge').rows.values()) {
    if (charge.HasBeenInvoiced !== true && (charge.CustomerRef as WireRef | undefined)?.value === customerId) return true;
  }
  return false;
}
