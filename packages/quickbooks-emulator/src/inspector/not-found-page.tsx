/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import type { EntityName } from '../kernel/company.js';
import { entityNames } from '../kernel/company.js';
import type { CompanySummary, EmulatorState } from '../kernel/state.js';
import { entityViews } from './entity-views.js';
import { recordPath } from './format.js';
import { Page } from './layout.js';

type NotFoundProps = { state: EmulatorState; company?: CompanySummary; heading: string; children: Child };

function NotFound({ state, company, heading, children }: NotFoundProps) {
  return (
    <Page title={heading} section="companies" state={state} realmId={company?.realmId}>
      <div class="head"><h1>{heading}</h1></div>
      {children}
    </Page>
  );
}

export function UnknownCompany({ state, realmId }: { state: EmulatorState; realmId: string }) {
  return (
    <NotFound state={state} heading="No such company here">
      <p>This emulator has no company {realmId}. It may have been started afresh since the link was made, or the link belongs to another emulator.</p>
      <p><a class="button" href="/">See the companies that are here</a></p>
    </NotFound>
  );
}

export function UnknownEntity({ state, company, slug }: { state: EmulatorState; company: CompanySummary; slug: string }) {
  return (
    <NotFound state={state} company={company} heading="No such kind of record">
      <p>This emulator keeps no "{slug}". It keeps {entityNames.map((name) => entityViews[name].plural.toLowerCase()).join(', ')}.</p>
      <p><a class="button" href={`/companies/${company.realmId}`}>Back to {company.name}</a></p>
    </NotFound>
  );
}

/** A record that is not there; when the journal knows who deleted it, that is said. */
export function UnknownRecord({ state, company, entity, id }: { state: EmulatorState; company: CompanySummary; entity: EntityName; id: string }) {
  const { plural, singular } = entityViews[entity];
  const deletion = state
    .journal({ realmId: company.realmId })
    .findLast((entry) => entry.operation === 'delete' && entry.entity === entity && entry.id === id && entry.status === 200);
  return (
    <NotFound state={state} company={company} heading={`No ${singular} ${id}`}>
      {deletion === undefined ? (
        <p>{company.name} has no {singular} with the id {id}. It may have been deleted or merged into another, or the emulator was started afresh since the link was made: then run a sync in Tieout, and open the record from there again.</p>
      ) : (
        <p>{company.name} had it until <a href={`/requests/${deletion.seq}`}>request {deletion.seq}</a> deleted it. Deleted records are gone for good in QuickBooks too.</p>
      )}
      <p><a class="button" href={recordPath(company.realmId, entity)}>Search the {plural.toLowerCase()}</a></p>
    </NotFound>
  );
}

export function UnknownRequest({ state, seq }: { state: EmulatorState; seq: string }) {
  return (
    <NotFound state={state} heading={`No request ${seq}`}>
      <p>The journal holds no request with this number. It is emptied by a reset, and a long journal forgets its oldest entries.</p>
      <p><a class="button" href="/requests">See the requests that are there</a></p>
    </NotFound>
  );
}

export function UnknownDelivery({ state, id }: { state: EmulatorState; id: string }) {
  return (
    <NotFound state={state} heading={`No delivery ${id}`}>
      <p>No notification has this number. The log is emptied by a reset, and a long one forgets its oldest entries.</p>
      <p><a class="button" href="/webhooks">See the deliveries that are there</a></p>
    </NotFound>
  );
}
