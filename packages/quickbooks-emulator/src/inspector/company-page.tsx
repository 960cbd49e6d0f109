/** @jsxImportSource hono/jsx */
import { Big } from 'big.js';
import type { CompanySummary, Connection, EmulatorState, Meters } from '../kernel/state.js';
import { money, number, printedDate, quantity } from './format.js';
import { Page } from './layout.js';
import { RequestTable } from './request-table.js';

/** One company at a glance: what it is owed, what it was asked, what that would have cost. */
export function CompanyPage({ state, company }: { state: EmulatorState; company: CompanySummary }) {
  const { realmId } = company;
  const invoices = state.records(realmId, 'Invoice');
  const open = invoices.reduce((sum, invoice) => sum.plus(number(invoice['Balance'])), new Big(0)).toNumber();
  const unpaid = invoices.filter((invoice) => number(invoice['Balance']) !== 0).length;
  const recent = state.journal({ realmId, limit: 12 }).toReversed();
  return (
    <Page title={company.name} section="companies" state={state} realmId={realmId} current="overview">
      <div class="head">
        <h1>{company.name}</h1>
        <span class="chips"><span class={`chip ${company.connected ? 'good' : ''}`}>{company.connected ? 'Connected' : 'Not connected'}</span></span>
      </div>
      <p class="sub">Company {realmId}, {company.region} edition</p>
      <dl class="figures">
        <div><dt>Receivables</dt><dd>{money(open)}<small>{unpaid} of {invoices.length} invoices open</small></dd></div>
        <div><dt>Customers</dt><dd>{state.records(realmId, 'Customer').length}<small>{state.records(realmId, 'Customer').filter(({ Job }) => Job === true).length} of them jobs</small></dd></div>
        <div><dt>Time activities</dt><dd>{state.records(realmId, 'TimeActivity').length}<small>{state.records(realmId, 'TimeActivity').filter(({ BillableStatus }) => BillableStatus === 'Billable').length} not billed yet</small></dd></div>
      </dl>
      <h2>Connection</h2>
      <Connections realmId={realmId} connections={state.connections(realmId)} />
      <h2>Calls</h2>
      <Metering meters={state.meters(realmId)} />
      <h2>Latest requests</h2>
      <RequestTable entries={recent} caption="Latest requests" empty="No request has reached this company yet. Connect it, and every call appears here." />
      {recent.length === 0 ? null : <p class="pager"><a href={`/companies/${realmId}/requests`}>All requests of this company</a></p>}
    </Page>
  );
}

/** Which apps may use the company, and the button that ends it. */
function Connections({ realmId, connections }: { realmId: string; connections: readonly Connection[] }) {
  if (connections.length === 0) return <p class="empty">No app is connected. Connect one from its own page, or mint tokens with <span class="mono">POST /_emulator/grants</span>.</p>;
  return (
    <form class="connection" method="post" action={`/companies/${encodeURIComponent(realmId)}/disconnect`}>
      {connections.map(({ clientId, appName, scope, refreshUntil, hardUntil }) => (
        <dl class="fields">
          <dt>App</dt><dd>{appName ?? <span class="mono">{clientId}</span>}</dd>
          <dt>May use</dt><dd>{scope.split(' ').map((word, index) => <>{index === 0 ? '' : ', '}<span class="mono">{word}</span></>)}</dd>
          <dt>Refresh token good until</dt><dd>{day(refreshUntil)}</dd>
          <dt>Consent ends</dt><dd>{day(hardUntil)}</dd>
        </dl>
      ))}
      <p><button type="submit">Disconnect</button> <span class="muted">As a person does in QuickBooks: all tokens are dead at once.</span></p>
    </form>
  );
}

const day = (moment: number): string => printedDate(new Date(moment).toISOString().slice(0, 10));

/** Calls by Intuit's price classes: single writes are free ("core"), reads, queries, change feeds and batches are metered ("CorePlus"). */
function Metering({ meters }: { meters: Meters }) {
  return (
    <dl class="figures">
      <div><dt>Free calls</dt><dd>{quantity(meters.core)}<small>single creates, updates, deletes</small></dd></div>
      <div><dt>Metered calls</dt><dd>{quantity(meters.corePlus)}<small>reads, queries, change feeds</small></dd></div>
      <div><dt>Batches</dt><dd>{quantity(meters.batches)}<small>counted among the metered calls</small></dd></div>
      <div><dt>Throttled</dt><dd>{quantity(meters.throttled)}<small>answered 429</small></dd></div>
    </dl>
  );
}
