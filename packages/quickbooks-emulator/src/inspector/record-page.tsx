/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import type { EntityName, WireRecord } from '../kernel/company.js';
import type { CompanySummary, EmulatorState } from '../kernel/state.js';
import { BillableChip, entityViews, RefLink, StatusChip } from './entity-views.js';
import { DocumentSheet, isSheet } from './document-sheet.js';
import { Fields } from './fields.js';
import { moment, money, object, printedDate, recordPath, recordTitle, ref, text } from './format.js';

import { calendarDay, invoiceStatus } from './invoice-status.js';
import { Page } from './layout.js';
import { inListOrder, RecordTable } from './list-table.js';
import { recordId, RequestTable } from './request-table.js';

type RecordProps = { state: EmulatorState; company: CompanySummary; entity: EntityName; record: WireRecord };

/** One record: what it says, what belongs to it, which requests touched it, and the stored object. */
export function RecordPage({ state, company, entity, record }: RecordProps) {
  const { realmId } = company;
  const title = recordTitle(entity, record);
  const requests = state.journal({ realmId }).filter((entry) => entry.entity === entity && recordId(entry) === record.Id).slice(-20).toReversed();
  const single = entity === 'CompanyInfo' || entity === 'Preferences';
  return (
    <Page title={title} section="companies" state={state} realmId={realmId} current={entity}>
      <div class="head screen">
        <h1>{title}</h1>
        <span class="chips"><RecordChips entity={entity} record={record} today={companyToday(state, realmId)} /></span>
        <HeadFigure entity={entity} record={record} />
      </div>
      <p class="sub screen">
        {single ? null : <><a href={recordPath(realmId, entity)}>{entityViews[entity].plural}</a>, </>}{isSheet(entity) && record['CustomerRef'] !== undefined ? <>for <RefLink realmId={realmId} entity="Customer" value={record['CustomerRef']} />, </> : null}id {record.Id}, version {text(record['SyncToken']) || 'none'}, last changed {moment(object(record['MetaData'])['LastUpdatedTime']) || 'never'}
      </p>
      {isSheet(entity)
        ? <DocumentSheet state={state} company={company} entity={entity} invoice={record} />
        : <Fields members={record} title={title} context={{ state, realmId, entity }} />}
      <div class="screen">
        <Related state={state} company={company} entity={entity} record={record} />
        <h2>Requests about this record</h2>
        <RequestTable entries={requests} caption="Requests about this record" empty="No request has touched this record since the last reset." />
        <details>
          <summary>Stored object</summary>
          <pre class="mono" tabindex={0}>{JSON.stringify(record, undefined, 2)}</pre>
        </details>
      </div>
    </Page>
  );
}

/** What day it is for the company: its own time zone decides what is overdue. */
export function companyToday(state: EmulatorState, realmId: string): string {
  const zone = text(state.records(realmId, 'CompanyInfo')[0]?.['DefaultTimeZone']) || 'UTC';
  return calendarDay(state.clock().now, zone);
}

function RecordChips({ entity, record, today }: { entity: EntityName; record: WireRecord; today: string }) {
  const inactive = record['Active'] === false ? <span class="chip warn">Inactive</span> : null;
  if (entity === 'Invoice') {
    const sent = record['EmailStatus'] === 'EmailSent' ? <span class="chip info">E-mailed</span> : null;
    return <><StatusChip status={invoiceStatus(record, today)} />{sent}</>;
  }
  if (entity === 'TimeActivity') return <BillableChip status={text(record['BillableStatus'])} />;
  return <>{record['Job'] === true ? <span class="chip">Job</span> : null}{inactive}</>;
}

function HeadFigure({ entity, record }: { entity: EntityName; record: WireRecord }) {
  const currency = ref(record['CurrencyRef'])?.value;
  const figures: Partial<Record<EntityName, string>> = {
    Customer: money(record['BalanceWithJobs'], currency),
    Vendor: money(record['Balance'], currency),
    Account: money(record['CurrentBalanceWithSubAccounts'], currency),
  };
  const figure = figures[entity] ?? (record['TxnDate'] === undefined ? '' : money(record['TotalAmt'] ?? record['Amount'], currency));
  return figure === '' ? <></> : <span class="figure">{figure}</span>;
}

/** Records that point at this one: a customer's jobs, invoices and time; a person's time; what an account is used for. */
function Related({ state, company, entity, record }: RecordProps) {
  const { realmId } = company;
  const context = { realmId, today: companyToday(state, realmId) };
  const pointing = (kind: EntityName, ...members: string[]) =>
    inListOrder(kind, state.records(realmId, kind).filter((other) => members.some((member) => ref(other[member])?.value === record.Id)));
  const section = (heading: string, kind: EntityName, records: WireRecord[]): Child =>
    records.length === 0 ? null : (
      <>
        <h2>{heading}{records.length > 50 ? `, 50 of ${records.length}` : ''}</h2>
        <RecordTable entity={kind} records={records.slice(0, 50)} caption={heading} context={context} />
      </>
    );
  if (entity === 'Customer') {
    return <>{section('Jobs', 'Customer', pointing('Customer', 'ParentRef'))}{section('Invoices', 'Invoice', pointing('Invoice', 'CustomerRef'))}{section('Time', 'TimeActivity', pointing('TimeActivity', 'CustomerRef'))}</>;
  }
  if (entity === 'Employee') return <>{section('Time', 'TimeActivity', pointing('TimeActivity', 'EmployeeRef'))}</>;
  if (entity === 'Vendor') return <>{section('Time', 'TimeActivity', pointing('TimeActivity', 'VendorRef'))}</>;
  if (entity === 'Account') return <>{section('Sub-accounts', 'Account', pointing('Account', 'ParentRef'))}{section('Products and services', 'Item', pointing('Item', 'IncomeAccountRef', 'ExpenseAccountRef', 'AssetAccountRef'))}</>;
  if (entity === 'Item' || entity === 'Class') return <>{section('Time', 'TimeActivity', pointing('TimeActivity', `${entity}Ref`))}</>;
  if (entity === 'TimeActivity') return <BilledBy state={state} realmId={realmId} id={record.Id} />;
  return <></>;
}

/** The invoice that bills a time activity names it in its links; the activity itself does not say which. */
function BilledBy({ state, realmId, id }: { state: EmulatorState; realmId: string; id: string }) {
  const invoice = state.records(realmId, 'Invoice').find(({ LinkedTxn }) =>
    Array.isArray(LinkedTxn) && LinkedTxn.map(object).some((link) => link['TxnType'] === 'TimeActivity' && link['TxnId'] === id));
  if (invoice === undefined) return <></>;
  return <><h2>Billing</h2><p>Billed by <a href={recordPath(realmId, 'Invoice', invoice.Id)}>{recordTitle('Invoice', invoice)}</a> of {printedDate(invoice['TxnDate'])}.</p></>;
}
