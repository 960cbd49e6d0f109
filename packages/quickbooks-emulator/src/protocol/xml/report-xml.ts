import type { Cell, Report, Row } from '../../reports/report.js';
import { attributeText, escapeXml } from './encode.js';
import { namespace } from './envelope-xml.js';

type NameValue = { Name: string; Value: string };

/**
 * A report as XML: a `Report` of its own, not inside an `IntuitResponse`, cells and kinds of rows as attributes (recorded in 2015 and
 * 2018, RR: balance_sheet_with_year_summary, age_payable_detail; XSD Report).
 */
export function reportXml({ Header, Columns, Rows }: Report): string {
  const heading = Object.entries(Header).map(([name, value]) => (Array.isArray(value) ? (value as NameValue[]).map((each) => pair(name, each)).join('') : element(name, String(value))));
  const columns = Columns.Column.map(({ ColTitle, ColType, MetaData }) => `<Column>${element('ColTitle', ColTitle)}${element('ColType', ColType)}${MetaData.map((each) => pair('MetaData', each)).join('')}</Column>`);
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Report xmlns="${namespace}"><Header>${heading.join('')}</Header><Columns>${columns.join('')}</Columns>${rowsXml(Rows.Row)}</Report>`;
}

function rowsXml(rows: readonly Row[] | undefined): string {
  return rows === undefined ? '<Rows/>' : `<Rows>${rows.map(rowXml).join('')}</Rows>`;
}

function rowXml(row: Row): string {
  const opening = `<Row${attributeText('type', row.type)}${row.group === undefined ? '' : attributeText('group', row.group)}>`;
  if (row.type === 'Data') return `${opening}${cellsXml(row.ColData)}</Row>`;
  const titled = (name: string, held: { ColData: readonly Cell[] } | undefined) => (held ? `<${name}>${cellsXml(held.ColData)}</${name}>` : '');
  return `${opening}${titled('Header', row.Header)}${row.Rows ? rowsXml(row.Rows.Row) : ''}${titled('Summary', row.Summary)}</Row>`;
}

function cellsXml(cells: readonly Cell[]): string {
  return cells.map(({ value, id }) => `<ColData${attributeText('value', value)}${id === undefined ? '' : attributeText('id', id)}/>`).join('');
}

function pair(name: string, { Name, Value }: NameValue): string {
  return `<${name}>${element('Name', Name)}${element('Value', Value)}</${name}>`;
}

function element(name: string, text: string): string {
  return text === '' ? `<${name}/>` : `<${name}>${escapeXml(text)}</${name}>`;
}
