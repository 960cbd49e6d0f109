import type { WireRecord } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { fault } from '../protocol/fault.js';
import type { LinkedTxn } from './sales-document.js';

/** A payment or sales receipt that is part of a deposit is not changed before it is taken off it (Intuit, common-errors 6540). */
export function refuseDeposited(record: { LinkedTxn?: LinkedTxn[] } | undefined): void {
  if (!isDeposited(record)) return;
  throw fault('6540', "Deposited Transaction cannot be changed : If you need to change or delete this transaction, delete it from the Deposit it's on first.", '');
}

export function isDeposited(record: { LinkedTxn?: LinkedTxn[] } | undefined): boolean {
  return record?.LinkedTxn?.some((link) => link.TxnType === 'Deposit') ?? false;
}

/** Puts a deposit's link on what it holds, or takes it off: neither token nor time move (recorded: payments 94, 97, 98, 101, 116). */
export function linkDeposit(company: CompanyState, held: LinkedTxn, depositId: string, isLinked: boolean): void {
  const entity = held.TxnType === 'SalesReceipt' ? 'SalesReceipt' : 'Payment';
  const record = company.get<WireRecord & { LinkedTxn?: LinkedTxn[] }>(entity, held.TxnId);
  if (!record) return;
  const others = (record.LinkedTxn ?? []).filter((link) => link.TxnType !== 'Deposit' || link.TxnId !== depositId);
  const links = isLinked ? [...others, { TxnId: depositId, TxnType: 'Deposit' }] : others;
  const { LinkedTxn: _before, ...rest } = record;
  company.put(entity, { ...rest, ...(links.length === 0 ? {} : { LinkedTxn: links }) } as WireRecord);
}
