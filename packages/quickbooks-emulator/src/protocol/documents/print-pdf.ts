import type { EntityName, WireObject, WireRecord, WireRef, WireValue } from '../../kernel/company.js';
import type { CompanyState } from '../../kernel/company-state.js';
import { underName } from '../../rules/addressee.js';
import type { SalesLine } from '../../rules/sales-document.js';
import { soldLines } from '../../rules/sales-lines.js';
import { documentTitle } from './printable.js';

type Doc = PDFKit.PDFDocument;

const ink = '#1B1F24';
const muted = '#5A6270';
const hairline = '#C9CCD1';
const left = 54;
const right = 558;

/** A document as a one- or more-page PDF: seller, parties, lines, totals; US letter. The same record prints the same bytes. */
export async function printPdf(company: CompanyState, entity: EntityName, record: WireRecord): Promise<Uint8Array<ArrayBuffer>> {
  const { default: PDFDocument } = await import('pdfkit');
  const title = `${documentTitle(entity)} ${text(record.DocNumber) || record.Id}`;
  const doc = new PDFDocument({ size: 'LETTER', margin: left, info: { Title: title, Producer: 'QuickBooks emulator', CreationDate: new Date(company.clock.now()) } });
  const chunks: Buffer[] = [];
  const isDone = new Promise<void>((resolve) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve());
  });
  heading(doc, company, entity, record);
  lines(doc, record);
  totals(doc, record);
  doc.end();
  await isDone;
  return new Uint8Array(Buffer.concat(chunks));
}

function heading(doc: Doc, company: CompanyState, entity: EntityName, record: WireRecord): void {
  const seller: WireObject = company.get('CompanyInfo', '1') ?? {};
  doc.fillColor(ink).font('Helvetica-Bold').fontSize(14).text(text(seller.CompanyName), left, 54, { width: 300 });
  doc.font('Helvetica').fontSize(9).fillColor(muted);
  for (const line of addressLines(seller.CompanyAddr)) doc.text(line);
  doc.font('Helvetica-Bold').fontSize(20).fillColor(ink).text(documentTitle(entity).toUpperCase(), 330, 54, { width: right - 330, align: 'right' });
  const partner = (record.CustomerRef ?? record.VendorRef) as WireObject | undefined;
  const billTo = underName(addressLines(record.BillAddr), text(partner?.name), company.get('Customer', (record.CustomerRef as WireRef | undefined)?.value ?? ''));
  doc.font('Helvetica').fontSize(9).fillColor(muted).text('To', left, 150);
  doc.fillColor(ink);
  for (const line of billTo) doc.text(line, { width: 260 });
  const facts = [
    ['No.', text(record.DocNumber)],
    ['Date', text(record.TxnDate)],
    ['Due', text(record.DueDate)],
    ['Reference', text(record.PaymentRefNum)],
  ].filter(([, value]) => value !== '');
  facts.forEach(([name, value], at) => {
    doc.fillColor(muted).text(name!, 380, 150 + at * 14, { width: 70 });
    doc.fillColor(ink).text(value!, 450, 150 + at * 14, { width: right - 450, align: 'right' });
  });
  doc.y = Math.max(doc.y, 230);
}

/** Columns: what, quantity, rate, amount. */
function lines(doc: Doc, record: WireRecord): void {
  row(doc, ['Description', 'Quantity', 'Rate', 'Amount'], muted);
  rule(doc);
  for (const line of soldLines(list(record.Line) as SalesLine[]) as WireObject[]) {
    if (line.DetailType === 'SubTotalLineDetail') continue;
    const detail = (line.SalesItemLineDetail ?? line.ItemBasedExpenseLineDetail ?? {}) as WireObject;
    const item = text((detail.ItemRef as WireObject | undefined)?.name);
    const linked = list(line.LinkedTxn).map(({ TxnType, TxnId }) => `${text(TxnType)} ${text(TxnId)}`).join(', ');
    row(doc, [[item, text(line.Description), linked].filter(Boolean).join(' · '), text(detail.Qty), text(detail.UnitPrice), money(line.Amount)], ink);
  }
  rule(doc);
}

function totals(doc: Doc, record: WireRecord): void {
  const currency = text((record.CurrencyRef as WireObject | undefined)?.value);
  const tax = (record.TxnTaxDetail as WireObject | undefined)?.TotalTax;
  if (tax !== undefined) row(doc, ['', '', 'Tax', money(tax)], ink);
  row(doc, ['', '', `Total ${currency}`.trim(), money(record.TotalAmt)], ink, 'Helvetica-Bold');
  if (record.Balance !== undefined) row(doc, ['', '', 'Balance due', money(record.Balance)], ink, 'Helvetica-Bold');
  const memo = text((record.CustomerMemo as WireObject | undefined)?.value);
  if (memo !== '') doc.moveDown().font('Helvetica').fontSize(9).fillColor(muted).text(memo, left, doc.y, { width: 300 });
}

function row(doc: Doc, [what, quantity, rate, amount]: string[], color: string, font = 'Helvetica'): void {
  if (doc.y > 700) doc.addPage();
  const y = doc.y + 4;
  doc.font(font).fontSize(9).fillColor(color);
  doc.text(quantity!, 330, y, { width: 50, align: 'right' });
  doc.text(rate!, 385, y, { width: 85, align: 'right' });
  doc.text(amount!, 475, y, { width: right - 475, align: 'right' });
  doc.text(what!, left, y, { width: 270 });
  doc.y = Math.max(doc.y, y + 11) + 2;
}

function rule(doc: Doc): void {
  doc.moveTo(left, doc.y + 2).lineTo(right, doc.y + 2).lineWidth(0.5).strokeColor(hairline).stroke();
  doc.y += 6;
}

function addressLines(value: WireValue | undefined): string[] {
  const address = (value ?? {}) as WireObject;
  const town = [text(address.City), [text(address.CountrySubDivisionCode), text(address.PostalCode)].filter(Boolean).join(' ')].filter(Boolean).join(', ');
  return [...['Line1', 'Line2', 'Line3', 'Line4', 'Line5'].map((name) => text(address[name])), town].filter((line) => line !== '');
}

function money(value: WireValue | undefined): string {
  return typeof value === 'number' ? value.toFixed(2) : '';
}

/** PDF's own fonts hold Latin-1 only. */
function text(value: WireValue | undefined): string {
  return value === undefined || value === null || typeof value === 'object' ? '' : String(value).replace(/[^\t\u{20}-\u{FF}]/gu, '?');
}

function list(value: WireValue | undefined): WireObject[] {
  return Array.isArray(value) ? (value as WireObject[]) : [];
}
