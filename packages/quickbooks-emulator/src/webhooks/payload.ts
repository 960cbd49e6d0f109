import { createHmac } from 'node:crypto';
import type { EmulatorSettings } from '../kernel/settings.js';
import type { NoticeOperation, WebhookEvent } from './notices.js';

/** One notification as it is posted: body, headers. */
export type Notification = { body: string; headers: Record<string, string> };

/** The void event is spelled `void`, not `voided` (asyncapi-triggers#193). */
const eventWords: Record<NoticeOperation, string> = { Create: 'created', Update: 'updated', Delete: 'deleted', Merge: 'merged', Void: 'void', Emailed: 'emailed' };

/** Body, headers and signature of a notification (Intuit, webhooks page; content type of CloudEvents by its migration notes). */
export function notificationOf(events: readonly WebhookEvent[], format: EmulatorSettings['webhookFormat'], verifierToken: string, at: number, tid: string): Notification {
  const body = JSON.stringify(format === 'legacy' ? legacyPayload(events) : events.map(cloudEvent));
  return {
    body,
    headers: {
      'content-type': format === 'legacy' ? 'application/json; charset=utf-8' : 'application/cloudevents+json; charset=utf-8',
      'user-agent': 'intuit_notification_server/0.1',
      'intuit-signature': signatureOf(body, verifierToken),
      'intuit-created-time': new Date(at).toISOString(),
      'intuit-t-id': tid,
      'intuit-notification-schema-version': '0.1',
    },
  };
}

/** Base64 of the HMAC-SHA256 over the body's bytes, keyed by the app's verifier token (Intuit, webhooks page). */
export function signatureOf(body: string, verifierToken: string): string {
  return createHmac('sha256', verifierToken).update(body).digest('base64');
}

/** Where the merged customer's id stands is assumed. */
function cloudEvent({ eventId, realmId, entity, id, operation, deletedId, at }: WebhookEvent) {
  return {
    specversion: '1.0',
    id: eventId,
    source: `intuit.${Buffer.from('quickbooks-emulator').toString('base64')}`,
    type: `qbo.${entity.toLowerCase()}.${eventWords[operation]}.v1`,
    datacontenttype: 'application/json',
    time: new Date(at).toISOString().replace('Z', '000000Z'),
    intuitentityid: id,
    intuitaccountid: realmId,
    data: deletedId === undefined ? {} : { deletedId },
  };
}

/** One group per company, in the order its first event came. */
function legacyPayload(events: readonly WebhookEvent[]) {
  const byRealm = Map.groupBy(events, ({ realmId }) => realmId);
  return {
    eventNotifications: [...byRealm].map(([realmId, own]) => ({
      realmId,
      dataChangeEvent: {
        entities: own.map(({ entity, id, operation, deletedId, at }) => ({
          name: entity,
          id,
          operation,
          ...(deletedId === undefined ? {} : { deletedId }),
          lastUpdated: new Date(at).toISOString(),
        })),
      },
    })),
  };
}
