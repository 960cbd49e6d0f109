import type { CompanyState } from '../kernel/company-state.js';
import type { Party } from '../ledger/journal.js';
import { type OpenItem, openItems } from './open-items.js';
import { daysPastDue, filtersOf, nameOf, pathOf, sideWords, wantedOf } from './parties.js';
import { dayOf } from './period.js';
import { type Cell, type Column, type Report, type Row, column, printed, report, summary, withColumns } from './report.js';

const balanceColumns: readonly Column[] = [
  column('tx_date', 'Date'),
  column('txn_type', 'Transaction Type'),
  column('doc_num', 'Num'),
  column('due_date', 'Due Date'),
  column('subt_amount', 'Amount'),
  column('subt_open_bal', 'Open Balance'),
  column('rbal_open_bal', 'Balance'),
];

/** What is owed to vendors says how many days it is past due, and has keys of its own (recorded in 2018, RR:age_payable_detail). */
const agedColumns = (kind: Party['kind']): readonly Column[] => [
  ...balanceColumns.slice(0, 3),
  column(sideWords[kind].nameKey, sideWords[kind].column),
  ...(kind === 'Customer' ? balanceColumns.slice(3, 6) : [balanceColumns[3]!, column('past_due', 'Past Due'), column('subt_neg_amount', 'Amount'), column('subt_neg_open_bal', 'Open Balance')]),
];

/** Ages by days past due, oldest first, as QuickBooks names them; the last holds what is not due yet. */
const ages: readonly (readonly [name: string, from: number, group: string])[] = [
  ['91 or more days past due', 91, '91_or_more'],
  ['61 - 90 days past due', 61, '61_90'],
  ['31 - 60 days past due', 31, '31_60'],
  ['1 - 30 days past due', 1, '1_30'],
  ['Current', Number.NEGATIVE_INFINITY, 'Current'],
];

const typeCell = (item: OpenItem): Cell => ({ value: item.type, ...(item.id === '' ? {} : { id: item.id }) });
const sumOf = (items: readonly OpenItem[], member: 'amount' | 'open'): number => items.reduce((sum, item) => sum + item[member], 0);

/** Open items by customer or vendor with a running balance (CustomerBalanceDetail, VendorBalanceDetail). Column keys as Intuit's report pages use them; that jobs stand beside their parents is assumed. */
export function balanceDetail(kind: Party['kind'], company: CompanyState, params: URLSearchParams): Report {
  const day = dayOf(company, params);
  const items = wantedOf(kind, params, openItems(company, kind, day.end));
  const byParty = Map.groupBy(items, ({ party }) => party);
  const ids = [...byParty.keys()].sort((a, b) => (pathOf(company, kind, a) < pathOf(company, kind, b) ? -1 : 1));
  const sections = ids.map((id): Row => {
    const own = byParty.get(id)!;
    let running = 0;
    const rows = own.map((item): Row => {
      running += item.open;
      const cells = [{ value: item.date }, typeCell(item), { value: item.number }, { value: item.due }];
      return { ColData: [...cells, ...[item.amount, item.open, running].map((amount) => ({ value: printed(amount) }))], type: 'Data' };
    });
    const name = nameOf(company, kind, id);
    return {
      Header: { ColData: [{ value: name, id }, ...Array.from({ length: balanceColumns.length - 1 }, () => ({ value: '' }))] },
      Rows: { Row: rows },
      Summary: summary(`Total for ${name}`, balanceColumns.length, sumOf(own, 'amount'), sumOf(own, 'open'), undefined),
      type: 'Section',
    };
  });
  const total: Row = { Summary: summary('TOTAL', balanceColumns.length, sumOf(items, 'amount'), sumOf(items, 'open'), undefined), type: 'Section', group: 'GrandTotal' };
  const rows = items.length === 0 ? [] : [...sections, total];
  return withColumns(report(company, { name: `${kind}BalanceDetail`, period: day, columns: balanceColumns, rows, filters: filtersOf(kind, params) }), params);
}

/** Open items by how long they are past due (AgedReceivableDetail, AgedPayableDetail); jobs with the path of their names (Intuit, aragingdetail page). */
export function agedDetail(kind: Party['kind'], company: CompanyState, params: URLSearchParams): Report {
  const day = dayOf(company, params);
  const columns = agedColumns(kind);
  const items = wantedOf(kind, params, openItems(company, kind, day.end));
  const byAge = Map.groupBy(items, (item) => ages.find(([, from]) => daysPastDue(item, day.end) >= from)!);
  const sections = ages.flatMap((age): Row[] => {
    const own = byAge.get(age);
    if (!own) return [];
    const [name, , group] = age;
    const rows = own.map((item): Row => {
      const cells = [{ value: item.date }, typeCell(item), { value: item.number }, { value: pathOf(company, kind, item.party), id: item.party }, { value: item.due }];
      const late = kind === 'Customer' ? [] : [{ value: String(daysPastDue(item, day.end)) }];
      return { ColData: [...cells, ...late, { value: printed(item.amount) }, { value: printed(item.open) }], type: 'Data' };
    });
    return [
      {
        Header: { ColData: [{ value: name }, ...Array.from({ length: columns.length - 1 }, () => ({ value: '' }))] },
        Rows: { Row: rows },
        Summary: summary(`Total for ${name}`, columns.length, sumOf(own, 'amount'), sumOf(own, 'open')),
        type: 'Section',
        group,
      },
    ];
  });
  const total: Row = { Summary: summary('TOTAL', columns.length, sumOf(items, 'amount'), sumOf(items, 'open')), type: 'Section', group: 'GrandTotal' };
  const rows = items.length === 0 ? [] : [...sections, total];
  const name = kind === 'Customer' ? 'AgedReceivableDetail' : 'AgedPayableDetail';
  return withColumns(report(company, { name, period: { start: day.end, ...day }, columns, rows, filters: filtersOf(kind, params) }), params);
}
