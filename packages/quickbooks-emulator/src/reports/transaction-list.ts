import type { EntityName } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { hundredthsOf } from '../kernel/money.js';
import { Journal } from '../ledger/journal.js';
import { documentFilter, filterHeadings } from './dimensions.js';
import { spanOf } from './period.js';
import { type Cell, type Report, type Row, column, printed, report, withColumns } from './report.js';
import { type Transaction, partyCell, transactionTypes } from './transactions.js';

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

/** Every document of a span, oldest first, with the account it was written on and its counterpart (TransactionList). */
export function transactionList(company: CompanyState, params: URLSearchParams): Report {
  const span = spanOf(company, params);
  const isAskedFor = documentFilter(company, params);
  const listed: { record: Transaction; type: string; entity: EntityName }[] = [];
  for (const [entity, typeOf] of Object.entries(transactionTypes) as [EntityName, (record: Transaction) => string][]) {
    for (const record of company.table(entity).rows.values() as Iterable<Transaction>) {
      const isWanted = record.TxnDate !== undefined && record.TxnDate >= span.start && record.TxnDate <= span.end && isAskedFor(Journal.key(entity, record.Id));
      if (isWanted) listed.push({ record, entity, type: typeOf(record) });
    }
  }
  listed.sort((a, b) => (a.record.TxnDate! < b.record.TxnDate! ? -1 : a.record.TxnDate! > b.record.TxnDate! ? 1 : Number(a.record.Id) - Number(b.record.Id)));
  const rows = listed.map(({ record, entity, type }): Row => {
    const cells: Cell[] = [
      { value: record.TxnDate! },
      { value: type, id: record.Id },
      { value: record.DocNumber ?? record.PaymentRefNum ?? '' },
      { value: entity === 'Estimate' ? 'No' : 'Yes' },
      partyCell(record),
      { value: record.PrivateNote ?? '' },
    ];
    return { ColData: [...cells, ...sidesOf(company, entity, record)], type: 'Data' };
  });
  return withColumns(report(company, { name: 'TransactionList', period: span, columns, rows, filters: filterHeadings(params) }), params);
}

/** Account, counterpart (`-Split-` when there are several) and amount in the natural sign of the account. */
function sidesOf(company: CompanyState, entity: EntityName, record: Transaction): Cell[] {
  const lines = company.journal.entries.get(Journal.key(entity, record.Id))?.lines ?? [];
  const [first] = lines;
  if (!first) return [{ value: '' }, { value: '' }, { value: printed(hundredthsOf(record.TotalAmt)) }];
  const [second, third] = new Set(lines.slice(1).map(({ account }) => account));
  const account = company.get('Account', first.account);
  const isCredit = account?.Classification === 'Liability' || account?.Classification === 'Equity' || account?.Classification === 'Revenue';
  const other = third || !second ? '-Split-' : String(company.get('Account', second)?.FullyQualifiedName ?? '');
  return [
    { value: String(account?.FullyQualifiedName ?? ''), id: first.account },
    { value: other, ...(second && !third ? { id: second } : {}) },
    { value: printed(isCredit ? -first.cents : first.cents) },
  ];
}
