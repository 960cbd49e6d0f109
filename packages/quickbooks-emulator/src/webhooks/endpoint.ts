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
  /** Virtual time of the next attempt; absent when there will be none. */
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
  /** Told whenever a delivery moved on. */
  noteDelivery(delivery: WebhookDelivery): void;
};

/**
 * One endpoint's queue: events that wait together travel together, companies mixed; only status 200 within three
 * seconds counts; a failed notification is repeated by the schedule and holds back everything behind it (Intuit,
 * webhooks page and best practices).
 */
export class WebhookEndpoint {
  readonly id: string;
  subscription: WebhookSubscription;
  readonly #around: Surroundings;
  #waiting: WebhookEvent[];
  #current: WebhookDelivery | undefined;
  #isBusy = false;

  constructor(id: string, subscription: WebhookSubscription, around: Surroundings, waiting: readonly WebhookEvent[] = []) {
    this.id = id;
    this.subscription = subscription;
    this.#around = around;
    this.#waiting = [...waiting];
  }

  /** Events that were not part of a notification yet. */
  get waiting(): readonly WebhookEvent[] {
    return this.#waiting;
  }

  /** Virtual time at which something can be done; undefined while there is nothing. */
  get dueAt(): number | undefined {
    if (this.#current) return Date.parse(this.#current.nextAt!);
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
    this.#around.noteDelivery(delivery);
  }

  /** Makes a step of an earlier run again: events that travelled wait no longer, what was not acknowledged goes on. */
  follow(delivery: WebhookDelivery, isFirstSeen: boolean): void {
    if (isFirstSeen) {
      const sent = new Set(delivery.events.map(({ eventId }) => eventId));
      this.#waiting = this.#waiting.filter(({ eventId }) => !sent.has(eventId));
    }
    if (delivery.nextAt !== undefined) this.#current = delivery;
    else if (this.#current?.id === delivery.id) this.#current = undefined;
  }

  #nextNotification(): WebhookDelivery | undefined {
    const { clock, settings } = this.#around;
    const events = this.#waiting.splice(0, mostEvents);
    const then = this.#around.takeFault(events.map(({ entity, id, operation }) => `${entity} ${id} ${operation}`).join('; ')) ?? {};
    const ordered = then.webhook === 'shuffle' ? events.toReversed() : events;
    const token = then.webhook === 'wrong-signature' ? `${this.subscription.verifierToken}?` : this.subscription.verifierToken;
    const notification = notificationOf(ordered, settings.webhookFormat, token, clock.now(), this.#around.newTid());
    const nextAt = then.webhook === 'drop' ? undefined : clock.now() + (then.webhook === 'late' ? lateMs : 0);
    const delivery = this.#recorded(ordered, notification, nextAt);
    if (then.webhook === 'duplicate') this.#waiting.unshift(...events);
    return nextAt === undefined ? undefined : delivery;
  }

  #recorded(events: WebhookEvent[], { body, headers }: Notification, nextAt: number | undefined): WebhookDelivery {
    const due = nextAt === undefined ? { state: 'lost' as const } : { state: 'waiting' as const, nextAt: new Date(nextAt).toISOString() };
    return this.#around.record({ subscriptionId: this.id, url: this.subscription.url, events, body, headers, attempts: [], ...due });
  }

  async #attempt(delivery: WebhookDelivery): Promise<void> {
    if (Date.parse(delivery.nextAt!) > this.#around.clock.now()) return;
    const attempt = await this.#send(delivery);
    delivery.attempts.push(attempt);
    if (attempt.status === 200) {
      delivery.state = 'delivered';
      delete delivery.nextAt;
      this.#current = undefined;
    } else {
      const wait = retrySeconds[delivery.attempts.length - 1] ?? retrySeconds.at(-1)!;
      delivery.state = 'retrying';
      delivery.nextAt = new Date(this.#around.clock.now() + wait * 1000).toISOString();
    }
    this.#around.noteDelivery(delivery);
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
