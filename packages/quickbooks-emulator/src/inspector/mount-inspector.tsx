/** @jsxImportSource hono/jsx */
import { createHash } from 'node:crypto';
import type { Context, Hono } from 'hono';
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { EmulatorState } from '../kernel/state.js';
import { CompaniesPage } from './companies-page.js';
import { CompanyPage } from './company-page.js';
import { EntityPage } from './entity-page.js';
import { FaultsPage } from './faults-page.js';
import { entityBySlug } from './format.js';
import { MeteringPage } from './metering-page.js';
import { UnknownCompany, UnknownDelivery, UnknownEntity, UnknownRecord, UnknownRequest } from './not-found-page.js';
import { RecordPage } from './record-page.js';
import { RequestPage } from './request-page.js';
import { RequestsPage, type RequestFilter } from './requests-page.js';
import { icon } from './icon.js';
import { script, style } from './style.js';
import { DeliveryPage, WebhooksPage } from './webhooks-page.js';

/**
 * Adds the inspector's pages to an app: `/`, `/requests`, `/webhooks`, `/metering`, `/faults`, `/companies/:realmId`, its `/requests`, its lists
 * `/companies/:realmId/:entity` (entity in any case, as on the wire: `timeactivity`) and its records
 * `/companies/:realmId/:entity/:id`, which is where "Open in QuickBooks" of a program under test leads. Pages only read; the one button, Disconnect, is the person's own (disconnect-route).
 */
export function mountInspector(app: Hono, state: EmulatorState): void {
  app.get('/inspector/style.css', (c) => asset(c, style, 'text/css; charset=utf-8'));
  app.get('/inspector/icon.svg', (c) => asset(c, icon, 'image/svg+xml'));
  // Browsers ask for this address whatever a page says.
  app.get('/favicon.ico', (c) => c.redirect('/inspector/icon.svg', 302));
  app.get('/inspector/script.js', (c) => asset(c, script, 'text/javascript; charset=utf-8'));

  app.get('/', (c) => page(c, <CompaniesPage state={state} />));
  app.get('/faults', (c) => page(c, <FaultsPage state={state} />));
  app.get('/metering', (c) => page(c, <MeteringPage state={state} />));
  app.get('/webhooks', (c) => page(c, <WebhooksPage state={state} page={pageNumber(c)} />));
  app.get('/webhooks/:id', (c) => {
    const id = c.req.param('id');
    const delivery = state.deliveries().find((candidate) => String(candidate.id) === id);
    return delivery === undefined ? page(c, <UnknownDelivery state={state} id={id} />, 404) : page(c, <DeliveryPage state={state} delivery={delivery} />);
  });
  app.get('/requests', (c) => page(c, <RequestsPage state={state} filter={requestFilter(c)} />));
  app.get('/requests/:seq', (c) => {
    const seq = c.req.param('seq');
    const entry = state.journal().find((candidate) => String(candidate.seq) === seq);
    return entry === undefined ? page(c, <UnknownRequest state={state} seq={seq} />, 404) : page(c, <RequestPage state={state} entry={entry} />);
  });

  app.get('/companies', (c) => c.redirect('/', 302));
  app.get('/companies/:realmId/:section?/:id?', (c) => {
    const { realmId, section, id } = c.req.param();
    const company = state.company(realmId);
    if (company === undefined) return page(c, <UnknownCompany state={state} realmId={realmId} />, 404);
    if (section === undefined) return page(c, <CompanyPage state={state} company={company} />, 200, originsOf(state, realmId));
    if (section === 'requests' && id === undefined) return page(c, <RequestsPage state={state} company={company} filter={requestFilter(c)} />);
    const entity = entityBySlug(section);
    if (entity === undefined) return page(c, <UnknownEntity state={state} company={company} slug={section} />, 404);
    if (id === undefined) {
      const filter = { search: c.req.query('q') ?? '', page: pageNumber(c) };
      return page(c, <EntityPage state={state} company={company} entity={entity} filter={filter} />);
    }
    const record = state.record(realmId, entity, id);
    if (record === undefined) return page(c, <UnknownRecord state={state} company={company} entity={entity} id={id} />, 404);
    return page(c, <RecordPage state={state} company={company} entity={entity} record={record} />);
  });
}

/** Pages load nothing from anywhere else and cannot be framed. */
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Where disconnecting leads: a form's answer may redirect only where the policy says. */
function originsOf(state: EmulatorState, realmId: string): string[] {
  return state.connections(realmId).flatMap(({ disconnectUrl }) => (disconnectUrl === undefined ? [] : [new URL(disconnectUrl).origin]));
}

function page(c: Context, content: JSX.Element, status: 200 | 404 = 200, formTargets: readonly string[] = []): Response {
  c.header('Content-Security-Policy', policy.replace("form-action 'self'", ["form-action 'self'", ...formTargets].join(' ')));
  c.header('Cache-Control', 'no-store');
  return c.html(`<!DOCTYPE html>${String(content)}`, status);
}

function asset(c: Context, body: string, type: string): Response {
  const tag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`;
  c.header('ETag', tag);
  c.header('Cache-Control', 'no-cache');
  if (c.req.header('If-None-Match') === tag) return c.body(null, 304);
  return c.body(body, 200, { 'Content-Type': type });
}

function requestFilter(c: Context): RequestFilter {
  return { entity: c.req.query('entity') ?? '', answer: c.req.query('answer') ?? '', page: pageNumber(c) };
}

function pageNumber(c: Context): number {
  const wanted = Number(c.req.query('page'));
  return Number.isInteger(wanted) && wanted > 0 ? wanted : 1;
}
