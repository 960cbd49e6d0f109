import type { CompanyState } from '../kernel/company-state.js';
import { type OpenItem, openReceivables } from './open-receivables.js';
import { dayOf } from './period.js';
import { type Cell, type Column, type Report, type Row, printed, report, summary } from './report.js';

const balanceColumns: readonly Column[] = [
  { ColTitle: 'Date', ColType: 'tx_date' },
  { ColTitle: 'Transaction Type', ColType: 'txn_type' },
  { ColTitle: 'Num', ColType: 'doc_num' },
  { ColTitle: 'Due Date', ColType: 'due_date' },
  { ColTitle: 'Amount', ColType: 'subt_amount' },
  { ColTitle: 'Open Balance', ColType: 'subt_open_bal' },
  { ColTitle: 'Balance', ColType: 'rbal_open_bal' },
];

const agedColumns: readonly Column[] = [...balanceColumns.slice(0, 3), { ColTitle: 'Customer', ColType: 'cust_name' }, ...balanceColumns.slice(3, 6)];

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
  const items = ofCustomers(params, openReceivables(company, day.end));
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
  return report(company, 'CustomerBalanceDetail', day, balanceColumns, items.length === 0 ? [] : [...sections, total], false);
}

/** Open items by how long they are past due (AgedReceivableDetail). */
export function agedReceivableDetail(company: CompanyState, params: URLSearchParams): Report {
  const day = dayOf(company, params);
  const items = ofCustomers(params, openReceivables(company, day.end));
  const pastDue = ({ due }: OpenItem) => (Date.parse(day.end) - Date.parse(due)) / 86_400_000;
  const byAge = Map.groupBy(items, (item) => ages.find(([, from]) => pastDue(item) >= from)!);
  const sections = ages.flatMap((age): Row[] => {
    const own = byAge.get(age);
    if (!own) return [];
    const [name, , group] = age;
    const rows = own.map((item): Row => {
      const cells = [{ value: item.date }, typeCell(item), { value: item.number }, { value: nameOf(company, item.customer), id: item.customer }, { value: item.due }];
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
  return report(company, 'AgedReceivableDetail', day, agedColumns, items.length === 0 ? [] : [...sections, total], false);
}

/** `customer` takes one id or several with commas (Intuit, report pages). */
function ofCustomers(params: URLSearchParams, items: OpenItem[]): OpenItem[] {
  const wanted = params.get('customer')?.split(',');
  return wanted ? items.filter((item) => wanted.includes(item.customer)) : items;
}

function nameOf(company: CompanyState, id: string): string {
  return (company.get('Customer', id)?.DisplayName as string | undefined) ?? '';
}

function pathOf(company: CompanyState, id: string): string {
  return (company.get('Customer', id)?.FullyQualifiedName as string | undefined) ?? '';
}
