import type { CompanyState } from '../kernel/company-state.js';
import { type OpenItem, openReceivables } from './open-receivables.js';
import { dateParam, dayOf } from './period.js';
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

const agedColumns: readonly Column[] = [...balanceColumns.slice(0, 3), column('cust_name', 'Customer'), ...balanceColumns.slice(3, 6)];

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

/** Open items by customer with a running balance (CustomerBalanceDetail). Column keys as Intuit's report pages use them; that jobs stand beside their parents is assumed. */
export function customerBalanceDetail(company: CompanyState, params: URLSearchParams): Report {
  const day = dayOf(company, params);
  const items = wantedOf(params, openReceivables(company, day.end));
  const byCustomer = Map.groupBy(items, (item) => item.customer);
  const ids = [...byCustomer.keys()].sort((a, b) => (pathOf(company, a) < pathOf(company, b) ? -1 : 1));
  const sections = ids.map((id): Row => {
    const own = byCustomer.get(id)!;
    let running = 0;
    const rows = own.map((item): Row => {
      running += item.open;
      const cells = [{ value: item.date }, typeCell(item), { value: item.number }, { value: item.due }];
      return { ColData: [...cells, ...[item.amount, item.open, running].map((amount) => ({ value: printed(amount) }))], type: 'Data' };
    });
    const name = nameOf(company, id);
    return {
      Header: { ColData: [{ value: name, id }, ...Array.from({ length: balanceColumns.length - 1 }, () => ({ value: '' }))] },
      Rows: { Row: rows },
      Summary: summary(`Total for ${name}`, balanceColumns.length, sumOf(own, 'amount'), sumOf(own, 'open'), undefined),
      type: 'Section',
    };
  });
  const total: Row = { Summary: summary('TOTAL', balanceColumns.length, sumOf(items, 'amount'), sumOf(items, 'open'), undefined), type: 'Section', group: 'GrandTotal' };
  const rows = items.length === 0 ? [] : [...sections, total];
  return withColumns(report(company, { name: 'CustomerBalanceDetail', period: day, columns: balanceColumns, rows, filters: filtersOf(params) }), params);
}

/** Open items by how long they are past due (AgedReceivableDetail); jobs with the path of their names (Intuit, aragingdetail page). */
export function agedReceivableDetail(company: CompanyState, params: URLSearchParams): Report {
  const day = dayOf(company, params);
  const items = wantedOf(params, openReceivables(company, day.end));
  const pastDue = ({ due }: OpenItem) => (Date.parse(day.end) - Date.parse(due)) / 86_400_000;
  const byAge = Map.groupBy(items, (item) => ages.find(([, from]) => pastDue(item) >= from)!);
  const sections = ages.flatMap((age): Row[] => {
    const own = byAge.get(age);
    if (!own) return [];
    const [name, , group] = age;
    const rows = own.map((item): Row => {
      const cells = [{ value: item.date }, typeCell(item), { value: item.number }, { value: pathOf(company, item.customer), id: item.customer }, { value: item.due }];
      return { ColData: [...cells, { value: printed(item.amount) }, { value: printed(item.open) }], type: 'Data' };
    });
    return [
      {
        Header: { ColData: [{ value: name }, ...Array.from({ length: agedColumns.length - 1 }, () => ({ value: '' }))] },
        Rows: { Row: rows },
        Summary: summary(`Total for ${name}`, agedColumns.length, sumOf(own, 'amount'), sumOf(own, 'open')),
        type: 'Section',
        group,
      },
    ];
  });
  const total: Row = { Summary: summary('TOTAL', agedColumns.length, sumOf(items, 'amount'), sumOf(items, 'open')), type: 'Section', group: 'GrandTotal' };
  const rows = items.length === 0 ? [] : [...sections, total];
  return withColumns(report(company, { name: 'AgedReceivableDetail', period: day, columns: agedColumns, rows, filters: filtersOf(params) }), params);
}

/** `customer` takes one id or several with commas; `start_duedate` and `end_duedate` the days money is due (Intuit, report pages). */
function wantedOf(params: URLSearchParams, items: OpenItem[]): OpenItem[] {
  const wanted = params.get('customer')?.split(',');
  const from = dateParam(params, 'start_duedate') ?? '';
  const until = dateParam(params, 'end_duedate') ?? '9999-12-31';
  return items.filter(({ customer, due }) => (!wanted || wanted.includes(customer)) && due >= from && due <= until);
}

/** Only filters of the request are told (Intuit, report pages). */
function filtersOf(params: URLSearchParams): { Customer?: string } {
  const customer = params.get('customer');
  return customer === null ? {} : { Customer: customer };
}

function nameOf(company: CompanyState, id: string): string {
  return (company.get('Customer', id)?.DisplayName as string | undefined) ?? '';
}

function pathOf(company: CompanyState, id: string): string {
  return (company.get('Customer', id)?.FullyQualifiedName as string | undefined) ?? '';
}
