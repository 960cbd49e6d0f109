import type { WireRef } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import type { Party } from '../ledger/journal.js';
import { type Amounts, isZero, plus } from './account-rows.js';
import { type OpenItem, openItems } from './open-items.js';
import { daysPastDue, filtersOf, nameOf, sideWords, wantedOf } from './parties.js';
import { type Period, dayOf } from './period.js';
import { type Cell, type Column, type Report, type Row, column, printed, report } from './report.js';

/** What each customer or vendor has open (CustomerBalance, VendorBalance; Intuit, report pages). */
export function balanceSummary(kind: Party['kind'], company: CompanyState, params: URLSearchParams): Report {
  const day = dayOf(company, params);
  return partySummary(kind, company, params, day, `${kind}Balance`, [column('total', 'Total', 'Money')], ({ open }) => [open]);
}

const ages: readonly { key: string; title: string; until: number }[] = [
  { key: 'current', title: 'Current', until: 0 },
  { key: '0', title: '1 - 30', until: 30 },
  { key: '1', title: '31 - 60', until: 60 },
  { key: '2', title: '61 - 90', until: 90 },
  { key: '3', title: '91 and over', until: Number.POSITIVE_INFINITY },
];

/** What each customer or vendor has open by how long it is past due (AgedReceivables, AgedPayables; Intuit, aragingsummary page; keys of the columns assumed). */
export function agedSummary(kind: Party['kind'], company: CompanyState, params: URLSearchParams): Report {
  const day = dayOf(company, params);
  const columns = [...ages.map(({ key, title }) => column(key, title, 'Money')), column('total', 'Total', 'Money')];
  const amountsOf = (item: OpenItem): Amounts => {
    const age = ages.findIndex(({ until }) => daysPastDue(item, day.end) <= until);
    return columns.map((_, index) => (index === age || index === ages.length ? item.open : 0));
  };
  // An age is taken of one day, which Intuit's samples give as both ends of the period.
  return partySummary(kind, company, params, { start: day.end, ...day }, kind === 'Customer' ? 'AgedReceivables' : 'AgedPayables', columns, amountsOf);
}

/** A row for each party with something open; a customer with jobs is a section of them and itself. */
function partySummary(kind: Party['kind'], company: CompanyState, params: URLSearchParams, day: Period, name: string, amounts: readonly Column[], amountsOf: (item: OpenItem) => Amounts): Report {
  const items = wantedOf(kind, params, openItems(company, kind, day.end));
  const none: Amounts = amounts.map(() => 0);
  const sums = new Map<string, Amounts>();
  for (const item of items) sums.set(item.party, plus(sums.get(item.party) ?? none, amountsOf(item)));
  const listed = [...company.table(kind).rows.values()]
    .map((record) => ({ id: record.Id, name: nameOf(company, kind, record.Id), parent: (record.ParentRef as WireRef | undefined)?.value }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const byParent = Map.groupBy(listed, ({ parent }) => parent);
  const cells = (own: Amounts): Cell[] => own.map((amount, index) => ({ value: amount === 0 && index < own.length - 1 ? '' : printed(amount) }));
  const rowsBelow = (parent: string | undefined): { rows: Row[]; total: Amounts } => {
    let total = none;
    const rows = (byParent.get(parent) ?? []).flatMap((each): Row[] => {
      const own = sums.get(each.id) ?? none;
      const below = rowsBelow(each.id);
      const whole = plus(own, below.total);
      total = plus(total, whole);
      const nameCell = { value: each.name, id: each.id };
      if (below.rows.length === 0) return isZero(own) ? [] : [{ ColData: [nameCell, ...cells(own)], type: 'Data' }];
      const header = [nameCell, ...(isZero(own) ? none.map(() => ({ value: '' })) : cells(own))];
      return [{ Header: { ColData: header }, Rows: { Row: below.rows }, Summary: { ColData: [{ value: `Total ${each.name}` }, ...cells(whole)] }, type: 'Section' }];
    });
    return { rows, total };
  };
  const { rows, total } = rowsBelow(undefined);
  if (rows.length > 0) rows.push({ Summary: { ColData: [{ value: 'TOTAL' }, ...cells(total)] }, type: 'Section', group: 'GrandTotal' });
  return report(company, { name, period: day, columns: [column(kind.toLowerCase(), '', sideWords[kind].column), ...amounts], rows, summarizedBy: 'Total', filters: filtersOf(kind, params) });
}
