/** @jsxImportSource hono/jsx */
import type { EmulatorState } from '../kernel/state.js';
import type { WebhookDelivery } from '../webhooks/endpoint.js';
import type { WebhookEvent } from '../webhooks/notices.js';
import { entityBySlug, moment, recordPath } from './format.js';
import { Page, ScrollTable } from './layout.js';

const pageSize = 100;

/** Where notifications go, and what became of each, newest first. */
export function WebhooksPage({ state, page }: { state: EmulatorState; page: number }) {
  const endpoints = state.endpoints();
  const all = state.deliveries().toReversed();
  const shown = all.slice((page - 1) * pageSize, page * pageSize);
  return (
    <Page title="Webhooks" section="webhooks" state={state}>
      <div class="head"><h1>Webhooks</h1></div>
      <p class="sub">{state.settings.webhookFormat === 'legacy' ? 'In the format before CloudEvents' : 'As CloudEvents'}; events that wait together travel together</p>
      <h2>Endpoints</h2>
      {endpoints.length === 0 ? (
        <p class="empty">No endpoint yet. Add one with <span class="mono">POST {state.publicUrl}/_emulator/webhooks</span>, and every change of a connected company is posted to it.</p>
      ) : (
        <ScrollTable caption="Endpoints">
          <thead>
            <tr><th scope="col">Address</th><th scope="col" class="wide">Id</th><th scope="col" class="num">Waiting</th></tr>
          </thead>
          <tbody>
            {endpoints.map(({ id, url, waiting }) => (
              <tr><th scope="row" class="address">{url}</th><td class="mono wide">{id}</td><td class="num">{waiting}</td></tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
      <h2>Deliveries</h2>
      {shown.length === 0 ? (
        <p class="empty">Nothing was sent yet. Change a record of a connected company.</p>
      ) : (
        <ScrollTable caption="Deliveries, newest first">
          <thead>
            <tr>
              <th scope="col">No.</th>
              <th scope="col" class="wide">First sent (UTC)</th>
              <th scope="col">Events</th>
              <th scope="col" class="num">Attempts</th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((delivery) => (
              <tr>
                <th scope="row"><a href={`/webhooks/${delivery.id}`}>{delivery.id}</a></th>
                <td class="nowrap wide">{delivery.attempts[0] === undefined ? '' : moment(delivery.attempts[0].at)}</td>
                <td>{summary(delivery.events)}</td>
                <td class="num">{delivery.attempts.length}</td>
                <td><StateChip delivery={delivery} /></td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
      <div class="pager">
        <span>{all.length === 1 ? '1 delivery' : `${all.length} deliveries`}</span>
        {page > 1 ? <a href={`/webhooks?page=${page - 1}`}>Newer</a> : null}
        {all.length > page * pageSize ? <a href={`/webhooks?page=${page + 1}`}>Older</a> : null}
      </div>
    </Page>
  );
}

/** One notification: every attempt, its events, and the body as it was signed. */
export function DeliveryPage({ state, delivery }: { state: EmulatorState; delivery: WebhookDelivery }) {
  return (
    <Page title={`Delivery ${delivery.id}`} section="webhooks" state={state}>
      <div class="head">
        <h1>Delivery {delivery.id}</h1>
        <span class="chips"><StateChip delivery={delivery} /></span>
      </div>
      <p class="sub mono">POST {delivery.url}</p>
      <h2>Attempts</h2>
      {delivery.attempts.length === 0 ? (
        <p class="empty">{delivery.state === 'lost' ? 'A fault rule lost it: it was never sent.' : 'It waits for its first attempt.'}</p>
      ) : (
        <ScrollTable caption="Attempts">
          <thead><tr><th scope="col">No.</th><th scope="col">Time (UTC)</th><th scope="col">Answer</th></tr></thead>
          <tbody>
            {delivery.attempts.map(({ at, status, reason }, index) => (
              <tr>
                <th scope="row">{index + 1}</th>
                <td class="nowrap">{moment(at)}</td>
                <td><span class={`chip ${status === 200 ? 'good' : 'bad'}`}>{status === 0 ? 'No answer' : String(status)}</span>{reason === undefined ? '' : ` ${reason}`}</td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
      {delivery.nextAt === undefined ? null : <p class="muted">The next attempt is due at {moment(delivery.nextAt)} UTC, emulator time.</p>}
      <h2>Events</h2>
      <ScrollTable caption="Events">
        <thead><tr><th scope="col">What</th><th scope="col">Record</th><th scope="col" class="wide">Company</th><th scope="col" class="wide">When (UTC)</th></tr></thead>
        <tbody>
          {delivery.events.map((event) => (
            <tr>
              <th scope="row">{event.entity} {eventWord(event)}</th>
              <td><RecordOf event={event} /></td>
              <td class="wide"><a href={`/companies/${event.realmId}`}>{state.company(event.realmId)?.name ?? event.realmId}</a></td>
              <td class="nowrap wide">{moment(new Date(event.at).toISOString())}</td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
      <h2>Sent</h2>
      <dl class="fields">
        {Object.entries(delivery.headers).map(([name, value]) => <><dt>{name}</dt><dd class="mono">{value}</dd></>)}
      </dl>
      <div class="copyable"><pre class="mono" tabindex={0}>{JSON.stringify(JSON.parse(delivery.body), undefined, 2)}</pre><button type="button" data-copy>Copy</button></div>
      <h2>Send it again</h2>
      <div class="copyable">
        <pre class="mono" tabindex={0}>{`curl -X POST '${state.publicUrl}/_emulator/webhooks/deliveries/${delivery.id}/redeliver'`}</pre>
        <button type="button" data-copy>Copy as curl</button>
      </div>
    </Page>
  );
}

function RecordOf({ event: { realmId, entity, id, operation } }: { event: WebhookEvent }) {
  const name = entityBySlug(entity);
  return name === undefined || operation === 'Delete' ? <>{id}</> : <a href={recordPath(realmId, name, id)}>{id}</a>;
}

function eventWord({ operation, deletedId }: WebhookEvent): string {
  return operation === 'Merge' ? `merged with ${deletedId}` : { Create: 'created', Update: 'changed', Delete: 'deleted', Void: 'voided', Emailed: 'mailed' }[operation];
}

/** "Invoice created" or "Invoice created and 4 more". */
function summary(events: readonly WebhookEvent[]): string {
  const [first] = events;
  if (first === undefined) return 'none';
  return `${first.entity} ${eventWord(first)}${events.length === 1 ? '' : ` and ${events.length - 1} more`}`;
}

function StateChip({ delivery: { state } }: { delivery: WebhookDelivery }) {
  const tones = { waiting: ['info', 'Waiting'], delivered: ['good', 'Delivered'], retrying: ['warn', 'Tried again later'], lost: ['bad', 'Lost'] } as const;
  const [tone, words] = tones[state];
  return <span class={`chip ${tone}`}>{words}</span>;
}
