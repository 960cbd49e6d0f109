/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import { Big } from 'big.js';
import type { EntityName, WireObject, WireRecord, WireValue } from '../kernel/company.js';
import type { CompanySummary, EmulatorState } from '../kernel/state.js';
import { underName } from '../rules/addressee.js';
import { RefLink } from './entity-views.js';
import { addressLines, amount, linesWithParts, list, money, number, object, printedDate, quantity, ref, text } from './format.js';
import { LinkedRecord } from './linked-record.js';

type SheetProps = { state: EmulatorState; company: CompanySummary; entity: EntityName; invoice: WireRecord };

/** Documents that are printed: their heading, and what is left of them in the end, where anything is. */
const sheets: Partial<Record<EntityName, { kind: string; left?: string; settled?: string }>> = {
  Invoice: { kind: 'Invoice', left: 'Balance due', settled: 'Paid' },
  Estimate: { kind: 'Estimate' },
  SalesReceipt: { kind: 'Sales receipt' },
  CreditMemo: { kind: 'Credit memo', left: 'Credit left', settled: 'Applied' },
  RefundReceipt: { kind: 'Refund receipt' },
};

/** Whether QuickBooks prints this kind of document as a sheet for the customer. */
export function isSheet(entity: EntityName): boolean {
  return sheets[entity] !== undefined;
}

/** An invoice, estimate, receipt or credit as QuickBooks would print it. Figures are the stored ones; nothing is added up again except what was paid. */
export function DocumentSheet({ state, company, entity, invoice }: SheetProps) {
  const { kind } = sheets[entity]!;
  const seller = state.records(company.realmId, 'CompanyInfo')[0] ?? { Id: '1' };
  const customer = ref(invoice['CustomerRef']);
  const billTo = underName(addressLines(invoice['BillAddr']), customer?.name ?? '', customer && state.record(company.realmId, 'Customer', customer.value));
  const shipTo = addressLines(invoice['ShipAddr']);
  const term = ref(invoice['SalesTermRef']);
  return (
    <article class="sheet" aria-label={`${kind} ${text(invoice['DocNumber'])}`}>
      <header>
        <address>
          <span class="seller">{text(seller['CompanyName']) || company.name}</span>
          {addressLines(seller['CompanyAddr']).map((line) => <><br />{line}</>)}
          {text(object(seller['Email'])['Address']) === '' ? null : <><br />{text(object(seller['Email'])['Address'])}</>}
        </address>
        <div class="kind">{kind}</div>
      </header>
      <div class="parties">
        <section>
          <h2>Bill to</h2>
          <address>
            {billTo.flatMap((line, index) => (index === 0 ? [line] : [<br />, line]))}
          </address>
        </section>
        {shipTo.length === 0 ? null : (
          <section>
            <h2>Ship to</h2>
            <address>{shipTo.flatMap((line, index) => (index === 0 ? [line] : [<br />, line]))}</address>
          </section>
        )}
        <dl class="terms">
          <dt>{kind} no.</dt><dd>{text(invoice['DocNumber']) || 'none'}</dd>
          <dt>Date</dt><dd>{printedDate(invoice['TxnDate'])}</dd>
          {term === undefined ? null : <><dt>Terms</dt><dd>{term.name ?? term.value}</dd></>}
          {invoice['DueDate'] === undefined ? null : <><dt>Due date</dt><dd>{printedDate(invoice['DueDate'])}</dd></>}
        </dl>
      </div>
      <Lines realmId={company.realmId} invoice={invoice} />
      <div class="close">
        <div class="memo">
          {text(object(invoice['CustomerMemo'])['value']) === '' ? null : <p>{text(object(invoice['CustomerMemo'])['value'])}</p>}
          <div class="screen">
            {text(invoice['PrivateNote']) === '' ? null : <p>Private note, not printed: {text(invoice['PrivateNote'])}</p>}
            {list(invoice['LinkedTxn']).length === 0 ? null : <p>Linked to {joined(list(invoice['LinkedTxn']).map((link) => <LinkedRecord state={state} realmId={company.realmId} link={link} />))}</p>}
          </div>
        </div>
        <Totals state={state} company={company} entity={entity} invoice={invoice} />
      </div>
    </article>
  );
}

function joined(parts: Child[]): Child[] {
  return parts.flatMap((part, index) => (index === 0 ? [part] : [', ', part]));
}

function Lines({ realmId, invoice }: { realmId: string; invoice: WireRecord }) {
  const lines = linesWithParts(invoice['Line']).filter(({ DetailType }) => DetailType !== 'SubTotalLineDetail' && DetailType !== 'DiscountLineDetail');
  if (lines.length === 0) return <p class="empty">The lines of this document are charges QuickBooks counts and does not return.</p>;
  const detail = (line: WireObject) => object(line['SalesItemLineDetail']);
  const dated = lines.some((line) => detail(line)['ServiceDate'] !== undefined);
  return (
    <section class="lines" aria-label="Lines" tabindex={0}>
      <table>
        <caption>Lines</caption>
        <thead>
          <tr>
            {dated ? <th scope="col" class="wide">Date</th> : null}
            <th scope="col">Product or service</th>
            <th scope="col" class="wide">Description</th>
            <th scope="col" class="num wide">Qty</th>
            <th scope="col" class="num wide">Rate</th>
            <th scope="col" class="wide">Tax</th>
            <th scope="col" class="num">Amount</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr>
              {dated ? <td class="wide">{printedDate(detail(line)['ServiceDate'])}</td> : null}
              <td>
                <RefLink realmId={realmId} entity="Item" value={detail(line)['ItemRef']} />{className(detail(line)['ClassRef'])}
                <div class="narrow muted">{narrowDetail(line)}</div>
              </td>
              <td class="wide">{text(line['Description'])}</td>
              <td class="num wide">{quantity(detail(line)['Qty'])}</td>
              <td class="num wide">{rate(detail(line)['UnitPrice'])}</td>
              <td class="wide">{taxMark(ref(detail(line)['TaxCodeRef'])?.value)}</td>
              <td class="num">{amount(line['Amount'])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What a narrow screen shows under the product instead of columns: description, day, quantity and rate, tax. */
function narrowDetail(line: WireObject): Child {
  const detail = object(line['SalesItemLineDetail']);
  const price = detail['Qty'] === undefined ? '' : `${quantity(detail['Qty'])} × ${rate(detail['UnitPrice'])}`;
  const taxed = taxMark(ref(detail['TaxCodeRef'])?.value) === '' ? '' : 'taxed';
  const second = [printedDate(detail['ServiceDate']), price, taxed].filter(Boolean).join(', ');
  return <>{text(line['Description'])}{second === '' ? null : <><br />{second}</>}</>;
}

function className(value: WireValue | undefined): Child {
  const name = ref(value)?.name;
  return name === undefined ? null : <span class="muted">, {name}</span>;
}

/** A rate of more than two decimals is printed whole: rounding it would make the line look wrong. */
function rate(value: WireValue | undefined): string {
  return typeof value === 'number' && new Big(value).round(2).eq(value) ? amount(value) : quantity(value);
}

function taxMark(code: string | undefined): string {
  if (code === undefined || code === 'NON') return '';
  return code === 'TAX' ? 'T' : code;
}

function Totals({ state, company, entity, invoice }: SheetProps) {
  const { left, settled: settledWord } = sheets[entity]!;
  const currency = ref(invoice['CurrencyRef'])?.value;
  const lines = list(invoice['Line']);
  const subtotal = lines.find(({ DetailType }) => DetailType === 'SubTotalLineDetail')?.['Amount'];
  const discount = lines.find(({ DetailType }) => DetailType === 'DiscountLineDetail');
  const taxes = list(object(invoice['TxnTaxDetail'])['TaxLine']);
  const paid = new Big(number(invoice['TotalAmt'])).minus(number(invoice['Balance'])).toNumber();
  const isSettled = left === undefined || number(invoice['Balance']) === 0;
  const closing = left === undefined ? invoice['TotalAmt'] : invoice['Balance'];
  return (
    <dl class="totals">
      {subtotal === undefined ? null : <><dt>Subtotal</dt><dd>{amount(subtotal)}</dd></>}
      {discount === undefined ? null : <><dt>Discount{percent(object(discount['DiscountLineDetail'])['DiscountPercent'])}</dt><dd>−{amount(discount['Amount'])}</dd></>}
      {taxes.map((tax) => {
        const detail = object(tax['TaxLineDetail']);
        const named = state.record(company.realmId, 'TaxRate', ref(detail['TaxRateRef'])?.value ?? '');
        return <><dt>{text(named?.['Name']) || 'Tax'}{percent(detail['TaxPercent'])} of {amount(detail['NetAmountTaxable'])}</dt><dd>{amount(tax['Amount'])}</dd></>;
      })}
      {left === undefined ? null : <><dt>Total</dt><dd>{amount(invoice['TotalAmt'])}</dd></>}
      {left === undefined || paid === 0 ? null : <><dt>{settledWord}</dt><dd>−{amount(paid)}</dd></>}
      <dt class="due">{left ?? 'Total'}</dt><dd class={isSettled ? 'due settled' : 'due'}><span>{money(closing, currency)}</span></dd>
    </dl>
  );
}

function percent(value: WireValue | undefined): string {
  return typeof value === 'number' ? ` ${quantity(value)}%` : '';
}
