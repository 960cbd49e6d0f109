import type { EntityName, WireRecord, WireRef } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { hundredthsOf } from '../kernel/money.js';
import { Journal } from '../ledger/journal.js';
import { spanOf } from './period.js';
import { type Cell, type Report, type Row, column, printed, report, withColumns } from './report.js';

const columns = [
  column('tx_date', 'Date'),
  column('txn_type', 'Transaction Type'),
  column('doc_num', 'Num'),
  column('is_no_post', 'Posting'),
  column('name', 'Name'),
  column('memo', 'Memo/Description'),
  column('account_name', 'Account'),
  column('other_account', 'Split'),
  column('subt_nat_amount', 'Amount'),
];

type Listed = WireRecord & {
  TxnDate?: string;
  DocNumber?: string;
  PaymentRefNum?: string;
  PrivateNote?: string;
  TotalAmt?: number;
  PaymentType?: string;
  PayType?: string;
  CustomerRef?: WireRef;
  VendorRef?: WireRef;
  EntityRef?: WireRef;
};

/** What QuickBooks calls each kind on its pages. */
const types: Partial<Record<EntityName, (record: Listed) => string>> = {
  Estimate: () => 'Estimate',
  Invoice: () => 'Invoice',
  SalesReceipt: () => 'Sales Receipt',
  CreditMemo: () => 'Credit Memo',
  RefundReceipt: () => 'Refund',
  Payment: () => 'Payment',
  Bill: () => 'Bill',
  VendorCredit: () => 'Vendor Credit',
  BillPayment: ({ PayType }) => (PayType === 'CreditCard' ? 'Bill Payment (Credit Card)' : 'Bill Payment (Check)'),
  Purchase: ({ PaymentType }) => (PaymentType === 'Check' ? 'Check' : 'Expense'),
  Deposit: () => 'Deposit',
  JournalEntry: () => 'Journal Entry',
  Transfer: () => 'Transfer',
};

/** Every document of a span, oldest first, with the account it was written on and its counterpart (TransactionList). */
export function transactionList(company: CompanyState, params: URLSearchParams): Report {
  const span = spanOf(company, params);
  const customer = params.get('customer')?.split(',');
  const listed: { record: Listed; type: string; entity: EntityName }[] = [];
  for (const [entity, typeOf] of Object.entries(types) as [EntityName, (record: Listed) => string][]) {
    for (const record of company.table(entity).rows.values() as Iterable<Listed>) {
      const isWanted = record.TxnDate !== undefined && record.TxnDate >= span.start! && record.TxnDate <= span.end && (!customer || customer.includes(record.CustomerRef?.value ?? ''));
      if (isWanted) listed.push({ record, entity, type: typeOf(record) });
    }
  }
  listed.sort((a, b) => (a.record.TxnDate! < b.record.TxnDate! ? -1 : a.record.TxnDate! > b.record.TxnDate! ? 1 : Number(a.record.Id) - Number(b.record.Id)));
  const rows = listed.map(({ record, entity, type }): Row => {
    const name = record.CustomerRef ?? record.VendorRef ?? record.EntityRef;
    const cells: Cell[] = [
      { value: record.TxnDate! },
      { value: type, id: record.Id },
      { value: record.DocNumber ?? record.PaymentRefNum ?? '' },
      { value: entity === 'Estimate' ? 'No' : 'Yes' },
      { value: name?.name ?? '', ...(name ? { id: name.value } : {}) },
      { value: record.PrivateNote ?? '' },
    ];
    return { ColData: [...cells, ...sidesOf(company, entity, record)], type: 'Data' };
  });
  return withColumns(report(company, { name: 'TransactionList', period: span, columns, rows }), params);
}

/** Account, counterpart (`-Split-` when there are several) and amount in the natural sign of the account. */
function sidesOf(company: CompanyState, entity: EntityName, record: Listed): Cell[] {
  const lines = company.journal.entries.get(Journal.key(entity, record.Id))?.lines ?? [];
  const [first, second, third] = lines;
  if (!first) return [{ value: '' }, { value: '' }, { value: printed(hundredthsOf(record.TotalAmt)) }];
  const account = company.get('Account', first.account);
  const isCredit = account?.Classification === 'Liability' || account?.Classification === 'Equity' || account?.Classification === 'Revenue';
  const other = third || !second ? '-Split-' : String(company.get('Account', second.account)?.FullyQualifiedName ?? '');
  return [
    { value: String(account?.FullyQualifiedName ?? ''), id: first.account },
    { value: other, ...(second && !third ? { id: second.account } : {}) },
    { value: printed(isCredit ? -first.cents : first.cents) },
  ];
}
