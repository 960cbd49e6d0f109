/** @jsxImportSource hono/jsx */
import type { WireObject, WireValue } from '../kernel/company.js';
import { DocumentLines } from './document-lines.js';
import { FieldValue, isEmpty, isGroup, type FieldContext } from './field-value.js';
import { list } from './format.js';
import { inReadingOrder, label } from './labels.js';
import { ScrollTable } from './layout.js';
import { LinkedRecord } from './linked-record.js';

const linesCaption = label('Line');
const linksCaption = label('LinkedTxn');

/** Members every record has; they stand in the line under the title or in the stored object. */
const plumbing = new Set(['Id', 'SyncToken', 'MetaData', 'domain', 'sparse', 'Active', 'V4IDPseudonym']);

/** The members of a record, readable, without those that only repeat its title. */
export function Fields({ members, title, context }: { members: WireObject; title: string; context: FieldContext }) {
  const entries = Object.entries(members).filter(([name, value]) => !plumbing.has(name) && value !== title && !isEmpty(value));
  return <FieldGroup entries={inReadingOrder(entries)} context={context} />;
}

type Entry = [name: string, value: WireValue];

/** Plain members as a list (two columns when it is long), then each group under a heading of its own. */
function FieldGroup({ entries, context, nested = false }: { entries: Entry[]; context: FieldContext; nested?: boolean }) {
  const plain = entries.filter(([, value]) => !isGroup(value));
  const groups = entries.filter(([, value]) => isGroup(value) && !isEmpty(value));
  const half = Math.ceil(plain.length / 2);
  const columns = plain.length > 8 ? [plain.slice(0, half), plain.slice(half)] : [plain];
  return (
    <>
      {plain.length === 0 ? null : (
        <div class={columns.length === 2 ? 'columns' : undefined}>
          {columns.map((column) => <FieldList entries={column} context={context} />)}
        </div>
      )}
      {groups.map(([name, value]) => (
        <section>
          {nested ? <h3>{label(name)}</h3> : <h2>{label(name)}</h2>}
          <GroupBody caption={label(name)} value={value} context={context} />
        </section>
      ))}
    </>
  );
}

/** An array is a table, also when it is the only member of its group; anything else is a group again. */
function GroupBody({ caption, value, context }: { caption: string; value: WireValue; context: FieldContext }) {
  if (caption === linesCaption) return <DocumentLines lines={value} context={context} />;
  if (caption === linksCaption) return <p>{list(value).map((link, index) => <>{index === 0 ? '' : ', '}<LinkedRecord state={context.state} realmId={context.realmId} link={link} /></>)}</p>;
  const members = Array.isArray(value) ? [value] : Object.values(value as WireObject);
  const [only] = members;
  if (members.length === 1 && Array.isArray(only)) return <RowTable caption={caption} rows={flattened(only)} context={context} />;
  return <FieldGroup entries={Object.entries(value as WireObject)} context={context} nested />;
}

function FieldList({ entries, context }: { entries: Entry[]; context: FieldContext }) {
  return (
    <dl class="fields">
      {entries.map(([name, value]) => (
        <>
          <dt>{label(name)}</dt>
          <dd><FieldValue name={name} value={value} context={context} /></dd>
        </>
      ))}
    </dl>
  );
}

/** Arrays of objects: one row each, one column per member any of them has. */
function RowTable({ caption, rows, context }: { caption: string; rows: WireObject[]; context: FieldContext }) {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return (
    <ScrollTable caption={caption}>
      <thead><tr>{columns.map((name) => <th scope="col">{label(name)}</th>)}</tr></thead>
      <tbody>
        {rows.map((row) => (
          <tr>{columns.map((name) => <td>{row[name] === undefined ? '' : <FieldValue name={name} value={row[name]} context={context} />}</td>)}</tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

/** Custom field definitions nest one array in another: their rows are shown as one table. */
function flattened(value: WireValue[]): WireObject[] {
  return list(value).flatMap((row) => {
    const inner = Object.values(row);
    return inner.length === 1 && Array.isArray(inner[0]) ? list(inner[0]) : [row];
  });
}
