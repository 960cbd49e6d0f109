import type { Hono } from 'hono';
import type { Emulator } from '../emulator.js';
import { findDefinition } from '../entities/registry.js';
import type { NoticeOperation } from '../webhooks/notices.js';
import { ControlError, bodyOf } from './control-error.js';

type TestEvent = { realmId?: string; entity?: string; id?: string; operation?: NoticeOperation };

/** Webhook endpoints, their deliveries, test events: what Intuit's developer portal offers, and repeating a delivery. */
export function mountWebhookControl(app: Hono, emulator: Emulator): void {
  app.get('/webhooks', (context) => context.json(emulator.state.endpoints()));
  app.post('/webhooks', async (context) => {
    const { url, verifierToken = 'local-verifier-token' } = await bodyOf<{ url?: string; verifierToken?: string }>(context);
    if (!url || !URL.canParse(url)) throw new ControlError(400, 'url must be the address notifications are posted to.');
    return context.json({ id: emulator.subscribe({ url, verifierToken }), url, verifierToken }, 201);
  });
  app.delete('/webhooks/:id', (context) => {
    if (!emulator.unsubscribe(context.req.param('id'))) throw new ControlError(404, `There is no webhook ${context.req.param('id')}.`);
    return context.body(null, 204);
  });
  app.get('/webhooks/deliveries', (context) => context.json(emulator.state.deliveries()));
  app.post('/webhooks/deliveries/:id/redeliver', async (context) => {
    const id = Number(context.req.param('id'));
    if (!(await emulator.redeliver(id))) throw new ControlError(404, `There is no delivery ${context.req.param('id')} to a present endpoint.`);
    return context.json(emulator.state.deliveries().find((delivery) => delivery.id === id));
  });
  app.post('/webhooks/test', async (context) => {
    const { realmId = '', entity = '', id = '1', operation = 'Update' } = await bodyOf<TestEvent>(context);
    const definition = findDefinition(entity);
    if (!definition || realmId === '') throw new ControlError(400, 'realmId and the name of an entity are needed.');
    emulator.sendTestEvent(realmId, { entity: definition.name, id, operation });
    await emulator.webhooksSettled();
    return context.body(null, 204);
  });
}
