import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { connected, invoiceOf } from '../testing/client.js';
import { smallCompany } from '../testing/small-company.js';
import type { NoticeOperation, WebhookEvent } from './notices.js';
import { notificationOf } from './payload.js';

type CloudEvent = { id: string; type: string; intuitentityid: string; intuitaccountid: string; time: string; data: object };

/** An endpoint that answers what `statuses` says, then 200. */
function listening(...statuses: number[]) {
  const received: { headers: Headers; text: string }[] = [];
  const deliver = async (request: Request) => {
    received.push({ headers: request.headers, text: await request.text() });
    return new Response(null, { status: statuses.shift() ?? 200 });
  };
  const client = connected({ webhooks: [{ url: 'http://app.test/hook', verifierToken: 'verifier', deliver }] });
  const settle = () => client.emulator.webhooksSettled();
  const events = () => received.flatMap(({ text }) => JSON.parse(text) as CloudEvent[]);
  const told = () => events().map(({ type, intuitentityid }) => `${type} ${intuitentityid}`);
  return { ...client, received, settle, events, told };
}

describe('webhooks (Intuit, webhooks page; CloudEvents of November 2025)', () => {
  test('a write is told as a CloudEvent, signed over the raw body', async () => {
    const { post, settle, received, events, grant } = listening();
    await post('customer', { DisplayName: 'New' });
    await settle();
    const [{ headers, text }] = received as [(typeof received)[number]];
    expect(headers.get('intuit-signature')).toBe(createHmac('sha256', 'verifier').update(text).digest('base64'));
    expect(headers.get('content-type')).toMatch('application/cloudevents+json');
    expect(events()).toEqual([
      {
        specversion: '1.0',
        id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/),
        source: expect.stringMatching(/^intuit\./),
        type: 'qbo.customer.created.v1',
        datacontenttype: 'application/json',
        time: '2026-03-02T17:00:00.000000000Z',
        intuitentityid: '7',
        intuitaccountid: grant.realmId,
        data: {},
      },
    ]);
  });

  test('update, void, delete and merge; a void and a merge cover the update they come with', async () => {
    const { post, settle, told, emulator, grant, events } = listening();
    await post('invoice', invoiceOf('1', [{ amount: 5 }]));
    await settle();
    await post('invoice?operation=void', { Id: '1', SyncToken: '0' });
    await settle();
    await post('invoice?operation=delete', { Id: '1', SyncToken: '1' });
    await settle();
    emulator.merge(grant.realmId, '3', '1');
    await settle();
    expect(told()).toEqual(['qbo.invoice.created.v1 1', 'qbo.invoice.void.v1 1', 'qbo.invoice.deleted.v1 1', 'qbo.customer.merged.v1 1']);
    expect(events().at(-1)!.data).toEqual({ deletedId: '3' });
  });

  test('nothing is told of companies without a connection, nor of what cannot be subscribed to', async () => {
    const { emulator, grant, settle, received } = listening();
    emulator.bookkeeper(grant.realmId).change('CompanyInfo', '1', { LegalName: 'x' });
    emulator.revokeGrant(grant.realmId);
    emulator.bookkeeper(grant.realmId).change('Customer', '3', { CompanyName: 'x' });
    await settle();
    expect(received).toEqual([]);
  });

  test('the format before CloudEvents: one object, entities by company (recorded samples)', async () => {
    const { emulator, grant, post, settle, received } = listening();
    emulator.arm({ name: 'webhook-legacy' });
    const other = emulator.createCompany({ ...smallCompany(), realmId: '42', name: 'Second' });
    emulator.mintGrant({ realmId: other });
    await post('customer', { DisplayName: 'New' });
    emulator.bookkeeper(other).create('Customer', { DisplayName: 'Newer' });
    await settle();
    expect(received).toHaveLength(1);
    expect(JSON.parse(received[0]!.text)).toEqual({
      eventNotifications: [grant.realmId, '42'].map((realmId) => ({
        realmId,
        dataChangeEvent: { entities: [{ name: 'Customer', id: '7', operation: 'Create', lastUpdated: '2026-03-02T17:00:00.000Z' }] },
      })),
    });
  });

  test('a failure is repeated by the schedule and holds back what follows, which then travels together', async () => {
    const { emulator, post, settle, received, told } = listening(500, 404);
    await post('customer', { DisplayName: 'A' });
    await settle();
    await post('customer', { DisplayName: 'B' });
    await post('customer', { DisplayName: 'C' });
    emulator.advance(9_999);
    await settle();
    expect(received).toHaveLength(1);
    emulator.advance(1);
    await settle();
    emulator.advance(20_000);
    await settle();
    expect(received.map(({ text }) => (JSON.parse(text) as CloudEvent[]).length)).toEqual([1, 1, 1, 2]);
    expect(told()).toEqual([...Array<string>(3).fill('qbo.customer.created.v1 7'), 'qbo.customer.created.v1 8', 'qbo.customer.created.v1 9']);
    expect(emulator.state.deliveries().map(({ state, attempts }) => [state, attempts.map(({ status }) => status)])).toEqual([
      ['delivered', [500, 404, 200]],
      ['delivered', [200]],
    ]);
  });

  test('after the ninth attempt it goes on every six hours', async () => {
    const { emulator, post, settle } = listening(...Array<number>(40).fill(503));
    await post('customer', { DisplayName: 'A' });
    await settle();
    const waits = [];
    for (let attempt = 0; attempt < 11; attempt += 1) {
      const { nextAt } = emulator.state.deliveries()[0]!;
      const wait = Date.parse(nextAt!) - Date.parse(emulator.state.clock().now);
      waits.push(wait / 1000);
      emulator.advance(wait);
      await settle();
    }
    expect(waits).toEqual([10, 20, 30, 300, 1_200, 7_200, 14_400, 21_600, 21_600, 21_600, 21_600]);
  });

  test.each([
    ['webhook-duplicate', 2],
    ['webhook-drop', 0],
    ['webhook-late', 0],
  ])('%s: %d notifications at once', async (name, count) => {
    const { emulator, post, settle, events } = listening();
    emulator.arm({ name });
    await post('customer', { DisplayName: 'A' });
    await settle();
    expect(events()).toHaveLength(count);
    expect(new Set(events().map(({ id }) => id)).size).toBe(Math.min(count, 1));
    emulator.advance(300_000);
    await settle();
    expect(events()).toHaveLength(name === 'webhook-late' ? 1 : count);
  });

  test('shuffled, or signed with another key', async () => {
    const { emulator, post, settle, told, received } = listening();
    emulator.arm({ name: 'webhook-shuffle' });
    for (const name of ['A', 'B']) await post('customer', { DisplayName: name });
    await settle();
    expect(told()).toEqual(['qbo.customer.created.v1 8', 'qbo.customer.created.v1 7']);
    emulator.arm({ name: 'webhook-wrong-signature' });
    await post('customer', { DisplayName: 'C' });
    await settle();
    const { headers, text } = received[1]!;
    expect(headers.get('intuit-signature')).not.toBe(createHmac('sha256', 'verifier').update(text).digest('base64'));
  });

  test('the control plane subscribes, tests, lists and repeats', async () => {
    const { emulator, grant, received } = listening();
    const control = async (method: string, path: string, body?: object) => {
      const answer = await emulator.fetch(new Request(`http://x/_emulator/${path}`, { method, ...(body ? { body: JSON.stringify(body) } : {}) }));
      return { status: answer.status, body: answer.status === 204 ? undefined : await answer.json() };
    };
    expect((await control('POST', 'webhooks', { url: 'nowhere' })).status).toBe(400);
    const { body: made } = await control('POST', 'webhooks', { url: 'http://127.0.0.1:1/hook', verifierToken: 'x' });
    expect((await control('POST', 'webhooks/test', { realmId: grant.realmId, entity: 'invoice', operation: 'Emailed' })).status).toBe(204);
    expect((await control('GET', 'webhooks/deliveries')).body).toMatchObject([
      { state: 'delivered', events: [{ entity: 'Invoice', operation: 'Emailed' }] },
      { state: 'retrying', attempts: [{ status: 0, reason: expect.any(String) }] },
    ]);
    expect((await control('POST', 'webhooks/deliveries/1/redeliver')).status).toBe(200);
    expect((await control('POST', 'webhooks/deliveries/9/redeliver')).status).toBe(404);
    expect(received.map(({ text }) => text)).toEqual([received[0]!.text, received[0]!.text]);
    expect((await control('DELETE', `webhooks/${(made as { id: string }).id}`)).status).toBe(204);
    expect((await control('GET', 'webhooks')).body).toHaveLength(1);
  });
});

test.each<[NoticeOperation, string]>([
  ['Create', 'created'],
  ['Update', 'updated'],
  ['Delete', 'deleted'],
  ['Merge', 'merged'],
  ['Void', 'void'],
  ['Emailed', 'emailed'],
])('%s is spelled %s', (operation, word) => {
  const event: WebhookEvent = { entity: 'Invoice', id: '1', operation, realmId: '2', eventId: 'e', at: 0 };
  expect(JSON.parse(notificationOf([event], 'cloudevents', 'k', 0, 't').body)[0].type).toBe(`qbo.invoice.${word}.v1`);
});
