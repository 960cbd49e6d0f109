/** @jsxImportSource hono/jsx */
import type { EntityName, WireRecord } from '../kernel/company.js';
import { cellClass, entityViews, type ListContext } from './entity-views.js';
import { recordPath, text } from './format.js';
import { ScrollTable } from './layout.js';

/** Records of one entity as a table; the first cell opens the record. */
export function RecordTable({ entity, records, caption, context }: { entity: EntityName; records: readonly WireRecord[]; caption: string; context: ListContext }) {
  const { columns } = entityViews[entity];
  return (
    <ScrollTable caption={caption}>
      <thead>
        <tr>
          {columns.map((column) => <th scope="col" class={cellClass(column)}>{column.label}</th>)}
          <th scope="col" class="num wide">Id</th>
        </tr>
      </thead>
      <tbody>
        {records.map((record) => (
          <tr class={record['Active'] === false ? 'off' : undefined}>
            {columns.map((column, index) =>
              index === 0 ? (
                <th scope="row"><a href={recordPath(context.realmId, entity, record.Id)}>{column.cell(record, context)}</a></th>
              ) : (
                <td class={cellClass(column)}>{column.cell(record, context)}</td>
              ),
            )}
            <td class="num wide muted">{record.Id}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

const byText = new Intl.Collator('en');
const byNumber = new Intl.Collator('en', { numeric: true });

/** Lists by name; documents newest first, as QuickBooks answers them. */
export function inListOrder(entity: EntityName, records: readonly WireRecord[]): WireRecord[] {
  const name = (record: WireRecord) => text(record['FullyQualifiedName'] ?? record['DisplayName'] ?? record['Name']);
  const byName = (one: WireRecord, other: WireRecord) => byText.compare(name(one), name(other)) || byNumber.compare(one.Id, other.Id);
  const byDate = (one: WireRecord, other: WireRecord) =>
    byText.compare(text(other['TxnDate']), text(one['TxnDate'])) || byNumber.compare(other.Id, one.Id);
  return [...records].sort(entityViews[entity].newestFirst ? byDate : byName);
}

/** Whether a record answers a search: id, or part of any of its own texts, number or reference names. */
export function matchesSearch(record: WireRecord, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  if (wanted === '' || record.Id === wanted) return true;
  return Object.entries(record).some(([member, value]) => member !== 'V4IDPseudonym' && searchableText(value).toLowerCase().includes(wanted));
}

function searchableText(value: WireRecord[string]): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return '';
  return [value['name'], value['Address'], value['FreeFormNumber']].filter((part) => typeof part === 'string').join(' ');
}
