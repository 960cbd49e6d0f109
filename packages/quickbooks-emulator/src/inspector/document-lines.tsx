/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import type { EntityName, WireObject, WireValue } from '../kernel/company.js';
import { RefLink, cellClass } from './entity-views.js';
import type { FieldContext } from './field-value.js';
import { amount, linesWithParts, list, object, printedDate, quantity, ref, text } from './format.js';
import { ScrollTable } from './layout.js';
import { LinkedRecord } from './linked-record.js';

type Column = { label: string; num?: boolean; wide?: boolean; cell(line: WireObject, context: FieldContext): Child };

/** The member that says what a line is about, whatever its kind: `SalesItemLineDetail`, `DepositLineDetail`, ... */
const detailOf = (line: WireObject): WireObject => object(line[text(line['DetailType'])]);

const link = (line: WireObject, context: FieldContext, entity: EntityName, member: string): Child => <RefLink realmId={context.realmId} entity={entity} value={detailOf(line)[member]} />;

const columns: readonly Column[] = [
  { label: 'About', cell: aboutInFull },
  { label: 'Description', wide: true, cell: (line) => text(line['Description']) },
  { label: 'Date', wide: true, cell: (line) => printedDate(detailOf(line)['ServiceDate']) },
  { label: 'Customer or vendor', wide: true, cell: party },
  { label: 'Class', wide: true, cell: (line, context) => link(line, context, 'Class', 'ClassRef') },
  { label: 'Billing', wide: true, cell: (line) => text(detailOf(line)['BillableStatus']).replace('NotBillable', '').replace('HasBeenBilled', 'Billed') },
  { label: 'Qty', num: true, wide: true, cell: (line) => quantity(detailOf(line)['Qty']) },
  { label: 'Rate', num: true, wide: true, cell: (line) => quantity(detailOf(line)['UnitPrice']) },
  { label: 'Debit', num: true, cell: (line) => (detailOf(line)['PostingType'] === 'Debit' ? amount(line['Amount']) : '') },
  { label: 'Credit', num: true, cell: (line) => (detailOf(line)['PostingType'] === 'Credit' ? amount(line['Amount']) : '') },
  { label: 'Amount', num: true, cell: (line) => (detailOf(line)['PostingType'] === undefined ? amount(line['Amount']) : '') },
];

/** Lines of a document as a table a bookkeeper reads; columns nothing stands in are left out, and so are sums of lines. */
export function DocumentLines({ lines, context }: { lines: WireValue; context: FieldContext }) {
  const rows = linesWithParts(lines).filter(({ DetailType }) => DetailType !== 'SubTotalLineDetail').map((line) => columns.map(({ cell }) => cell(line, context)));
  const used = columns.map((column, index) => ({ ...column, index })).filter(({ index }) => rows.some((cells) => isFilled(cells[index])));
  return (
    <ScrollTable caption="Lines">
      <thead><tr>{used.map(({ label, ...column }) => <th scope="col" class={cellClass(column)}>{label}</th>)}</tr></thead>
      <tbody>{rows.map((cells) => <tr>{used.map(({ index, ...column }) => <td class={cellClass(column)}>{cells[index]}</td>)}</tr>)}</tbody>
    </ScrollTable>
  );
}

function isFilled(cell: Child): boolean {
  return String(cell ?? '') !== '';
}

/** What a line is about; on a narrow screen with what stands in columns of its own on a wide one. */
function aboutInFull(line: WireObject, context: FieldContext): Child {
  const detail = detailOf(line);
  const price = detail['Qty'] === undefined ? '' : `${quantity(detail['Qty'])} × ${quantity(detail['UnitPrice'])}`;
  const more = [text(line['Description']), party(line, context), price].filter(isFilled);
  const subject = about(line, context);
  if (!isFilled(subject) && more.length === 0) return '';
  return <>{subject}<div class="narrow muted">{more.map((part, index) => <>{index === 0 ? '' : <br />}{part}</>)}</div></>;
}

/** The item, the account or the settled document. */
function about(line: WireObject, context: FieldContext): Child {
  const detail = detailOf(line);
  const links = list(line['LinkedTxn']).map((linked, index) => <>{index === 0 ? '' : ', '}<LinkedRecord state={context.state} realmId={context.realmId} link={linked} /></>);
  if (ref(detail['ItemRef'])) return <>{link(line, context, 'Item', 'ItemRef')}{links.length > 0 ? <>, of {links}</> : ''}</>;
  const account = ['AccountRef', 'DiscountAccountRef'].find((member) => ref(detail[member]));
  if (account) return link(line, context, 'Account', account);
  return links.length > 0 ? <>{links}</> : line['DetailType'] === 'DiscountLineDetail' ? 'Discount' : '';
}

function party(line: WireObject, context: FieldContext): Child {
  const detail = detailOf(line);
  if (ref(detail['CustomerRef'])) return link(line, context, 'Customer', 'CustomerRef');
  const entity = object(detail['Entity']);
  const named = ref(entity['EntityRef']) ?? ref(detail['Entity']);
  const kind = text(entity['Type'] ?? entity['type']);
  if (!named) return '';
  return kind === 'Vendor' || kind === 'Employee' || kind === 'Customer' ? <RefLink realmId={context.realmId} entity={kind} value={named} /> : (named.name ?? named.value);
}
