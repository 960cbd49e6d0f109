/** @jsxImportSource hono/jsx */
import type { EmulatorState } from '../kernel/state.js';
import { quantity } from './format.js';
import { Page } from './layout.js';
import { RequestTable } from './request-table.js';

/** The companies of this emulator: which are connected, what they have cost so far. */
export function CompaniesPage({ state }: { state: EmulatorState }) {
  const companies = state.companies();
  const recent = state.journal({ limit: 12 }).toReversed();
  return (
    <Page title="Companies" section="companies" state={state}>
      <div class="head"><h1>Companies</h1></div>
      <p class="sub">Served at {state.publicUrl}</p>
      {companies.length === 0 ? (
        <p class="empty">There is no company yet. Create one with <span class="mono">POST {state.publicUrl}/_emulator/companies</span>.</p>
      ) : (
        <ul class="cards">
          {companies.map(({ realmId, name, region, connected }) => {
            const meters = state.meters(realmId);
            return (
              <li class="card">
                <h2><a href={`/companies/${realmId}`}>{name}</a></h2>
                <p class="muted">{realmId}, {region} edition</p>
                <p><span class={`chip ${connected ? 'good' : ''}`}>{connected ? 'Connected' : 'Not connected'}</span></p>
                <dl class="fields">
                  <dt>Customers</dt><dd class="num">{state.records(realmId, 'Customer').length}</dd>
                  <dt>Invoices</dt><dd class="num">{state.records(realmId, 'Invoice').length}</dd>
                  <dt>Free calls</dt><dd class="num">{quantity(meters.core)}</dd>
                  <dt>Metered calls</dt><dd class="num">{quantity(meters.corePlus)}</dd>
                </dl>
              </li>
            );
          })}
        </ul>
      )}
      <h2>Latest requests</h2>
      <RequestTable entries={recent} state={state} caption="Latest requests" empty="No request yet. Connect a company, and every call appears here." />
      {recent.length === 0 ? null : <p class="pager"><a href="/requests">All requests</a></p>}
    </Page>
  );
}
