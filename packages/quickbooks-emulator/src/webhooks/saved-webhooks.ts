import type { WebhookDelivery, WebhookSubscription } from './endpoint.js';
import type { WebhookEvent } from './notices.js';

/** An endpoint as it is kept; `deliver`, which is a function, is not. */
export type SavedEndpoint = { id: string; url: string; verifierToken: string; waiting: WebhookEvent[] };

/** All webhooks at a moment. `made` and `noted` count endpoints and events ever made, so that ids go on. */
export type SavedWebhooks = { made: number; noted: number; endpoints: SavedEndpoint[]; deliveries: WebhookDelivery[] };

/** One change, in absolute terms: applying it twice does no harm, as events carry their number. */
export type WebhookChange =
  | { t: 'endpoint'; id: string; subscription: Pick<WebhookSubscription, 'url' | 'verifierToken'> | null }
  | { t: 'event'; number: number; endpoints: string[]; event: WebhookEvent }
  | { t: 'delivery'; delivery: WebhookDelivery };
