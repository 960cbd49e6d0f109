import type { FaultThen } from '../faults/fault-rule.js';
import type { VirtualClock } from '../kernel/clock.js';
import type { EmulatorSettings } from '../kernel/settings.js';
import type { WebhookEvent } from './notices.js';
import { type Notification, notificationOf } from './payload.js';

/** An app's webhook endpoint. `deliver` takes the place of the network, for receivers in the same process. */
export type WebhookSubscription = { url: string; verifierToken: string; deliver?: (request: Request) => Promise<Response> };

/** One attempt to deliver; `status` 0 with the reason when no answer came. Times are ISO with offset Z. */
export type WebhookAttempt = { at: string; status: number; reason?: string };

/** One notification and what became of it. */
export type WebhookDelivery = {
  id: number;
  subscriptionId: string;
  url: string;
  state: 'waiting' | 'delivered' | 'retrying' | 'lost';
  events: WebhookEvent[];
  body: string;
  headers: Record<string, string>;
  attempts: WebhookAttempt[];
  /** Virtual time of the next attempt. */
  nextAt?: string;
};

/** Seconds until the next attempt after the first, second, ... failure (Intuit, webhooks best practices, October 2025). */
export const retrySeconds = [10, 20, 30, 300, 1_200, 7_200, 14_400, 21_600] as const;

const mostEvents = 100;
const answerWithinMs = 3_000;
const lateMs = 300_000;

/** What an endpoint needs of the emulator around it. */
export type Surroundings = {
  clock: VirtualClock;
  settings: Readonly<EmulatorSettings>;
  newTid(): string;
  takeFault(text: string): FaultThen | undefined;
  record(delivery: Omit<WebhookDelivery, 'id'>): WebhookDelivery;
};

/**
 * One endpoint's queue: events that wait together travel together, companies mixed; only status 200 within three
 * seconds counts; a failed notification is repeated by the schedule and holds back everything behind it (Intuit,
 * webhooks page and best practices).
 */
export class WebhookEndpoint {
  readonly id: string;
  readonly subscription: WebhookSubscription;
  readonly #around: Surroundings;
  #waiting: WebhookEvent[] = [];
  #current: { delivery: WebhookDelivery; dueAt: number } | undefined;
  #isBusy = false;

  constructor(id: string, subscription: WebhookSubscription, around: Surroundings) {
    this.id = id;
    this.subscription = subscription;
    this.#around = around;
  }

  /** Events that were not part of a notification yet. */
  get waiting(): readonly WebhookEvent[] {
    return this.#waiting;
  }

  /** Virtual time at which something can be done; undefined while there is nothing. */
  get dueAt(): number | undefined {
    if (this.#current) return this.#current.dueAt;
    return this.#waiting.length > 0 ? this.#around.clock.now() : undefined;
  }

  /** Takes an event in. A void, merge or mail says more than the update it comes with. */
  note(event: WebhookEvent): void {
    const covered = event.operation === 'Void' || event.operation === 'Merge' || event.operation === 'Emailed' ? [event.id, event.deletedId] : [];
    this.#waiting = this.#waiting.filter(
      ({ realmId, entity, id, operation }) => !(operation === 'Update' && realmId === event.realmId && entity === event.entity && covered.includes(id)),
    );
    this.#waiting.push(event);
  }

  /** Delivers what is due, one notification after the other, until one fails or nothing is left. */
  async pump(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      while ((this.dueAt ?? Infinity) <= this.#around.clock.now()) {
        this.#current ??= this.#nextNotification();
        if (this.#current) await this.#attempt(this.#current);
      }
    } finally {
      this.#isBusy = false;
    }
  }

  /** Sends a notification of the past once more, whatever waits. */
  async repeat(delivery: WebhookDelivery): Promise<void> {
    delivery.attempts.push(await this.#send(delivery));
  }

  #nextNotification(): { delivery: WebhookDelivery; dueAt: number } | undefined {
    const { clock, settings } = this.#around;
    const events = this.#waiting.splice(0, mostEvents);
    const then = this.#around.takeFault(events.map(({ entity, id, operation }) => `${entity} ${id} ${operation}`).join('; ')) ?? {};
    const ordered = then.webhook === 'shuffle' ? events.toReversed() : events;
    const token = then.webhook === 'wrong-signature' ? `${this.subscription.verifierToken}?` : this.subscription.verifierToken;
    const notification = notificationOf(ordered, settings.webhookFormat, token, clock.now(), this.#around.newTid());
    const delivery = this.#recorded(ordered, notification, then.webhook === 'drop' ? 'lost' : 'waiting');
    if (then.webhook === 'drop') return undefined;
    if (then.webhook === 'duplicate') this.#waiting.unshift(...events);
    return { delivery, dueAt: clock.now() + (then.webhook === 'late' ? lateMs : 0) };
  }

  #recorded(events: WebhookEvent[], { body, headers }: Notification, state: WebhookDelivery['state']): WebhookDelivery {
    return this.#around.record({ subscriptionId: this.id, url: this.subscription.url, state, events, body, headers, attempts: [] });
  }

  async #attempt(current: { delivery: WebhookDelivery; dueAt: number }): Promise<void> {
    const { delivery } = current;
    if (current.dueAt > this.#around.clock.now()) return;
    const attempt = await this.#send(delivery);
    delivery.attempts.push(attempt);
    delete delivery.nextAt;
    if (attempt.status === 200) {
      delivery.state = 'delivered';
      this.#current = undefined;
      return;
    }
    const wait = retrySeconds[delivery.attempts.length - 1] ?? retrySeconds.at(-1)!;
    current.dueAt = this.#around.clock.now() + wait * 1000;
    delivery.state = 'retrying';
    delivery.nextAt = new Date(current.dueAt).toISOString();
  }

  async #send({ body, headers }: WebhookDelivery): Promise<WebhookAttempt> {
    const at = new Date(this.#around.clock.now()).toISOString();
    const { url, deliver = (request: Request) => fetch(request) } = this.subscription;
    try {
      const answer = await deliver(new Request(url, { method: 'POST', body, headers, redirect: 'manual', signal: AbortSignal.timeout(answerWithinMs) }));
      await answer.body?.cancel();
      return { at, status: answer.status };
    } catch (error) {
      return { at, status: 0, reason: error instanceof Error ? ((error.cause as Error | undefined)?.message ?? error.message) : String(error) };
    }
  }
}
