import type { FaultRules } from '../faults/fault-rules.js';
import type { VirtualClock } from '../kernel/clock.js';
import type { SeededRandom } from '../kernel/random.js';
import type { EmulatorSettings } from '../kernel/settings.js';
import { type Surroundings, type WebhookDelivery, WebhookEndpoint, type WebhookSubscription } from './endpoint.js';
import { type WebhookEvent, type WriteNotice, isSubscribable } from './notices.js';
import type { SavedWebhooks, WebhookChange } from './saved-webhooks.js';

const mostDeliveries = 2_000;
const longestTimerMs = 60_000;
const idPrefix = 'webhook-';

/** All webhook endpoints, the log of deliveries, and the timer that repeats what failed. */
export class WebhookBook {
  readonly #clock: VirtualClock;
  readonly #random: SeededRandom;
  readonly #around: Surroundings;
  #endpoints: WebhookEndpoint[] = [];
  #deliveries: WebhookDelivery[] = [];
  #made = 0;
  #noted = 0;
  /** Told of every change; persistence listens. */
  onChange: (change: WebhookChange) => void = () => undefined;
  #timer: NodeJS.Timeout | undefined;
  #pumping: Promise<void> | undefined;

  constructor(clock: VirtualClock, random: SeededRandom, settings: Readonly<EmulatorSettings>, faultRules: FaultRules) {
    this.#clock = clock;
    this.#random = random;
    this.#around = {
      clock,
      settings,
      newTid: () => `1-${random.hex(8)}-${random.hex(24)}`,
      takeFault: (text) => faultRules.take({ entity: 'webhook', operation: 'webhook', text }),
      record: (delivery) => this.#record(delivery),
      noteDelivery: (delivery) => this.onChange({ t: 'delivery', delivery }),
    };
  }

  /** Adds an endpoint, or gives the one with this address another token; answers its id. */
  subscribe(subscription: WebhookSubscription): string {
    const known = this.#endpoints.find(({ subscription: { url } }) => url === subscription.url);
    if (known) known.subscription = subscription;
    const { id } = known ?? this.#add(`${idPrefix}${this.#made + 1}`, subscription);
    const { url, verifierToken } = subscription;
    this.onChange({ t: 'endpoint', id, subscription: { url, verifierToken } });
    return id;
  }

  unsubscribe(id: string): boolean {
    const before = this.#endpoints.length;
    this.#endpoints = this.#endpoints.filter((endpoint) => endpoint.id !== id);
    this.onChange({ t: 'endpoint', id, subscription: null });
    return this.#endpoints.length < before;
  }

  /** Endpoints with the number of events that wait for each. */
  subscriptions(): { id: string; url: string; waiting: number }[] {
    return this.#endpoints.map(({ id, subscription: { url }, waiting }) => ({ id, url, waiting: waiting.length }));
  }

  /** Notifications of the past, oldest first. */
  deliveries(): readonly WebhookDelivery[] {
    return this.#deliveries;
  }

  /** A change of a connected company: told to every endpoint, if there is an event for it. */
  note(realmId: string, notice: WriteNotice): void {
    if (this.#endpoints.length === 0 || !isSubscribable(notice)) return;
    const event: WebhookEvent = { ...notice, realmId, at: this.#clock.now(), eventId: this.#newEventId() };
    this.#noted += 1;
    for (const endpoint of this.#endpoints) endpoint.note(event);
    this.onChange({ t: 'event', number: this.#noted, endpoints: this.#endpoints.map(({ id }) => id), event });
    this.#wake(0);
  }

  /** Sends a notification of the past once more. False when there is none such. */
  async redeliver(id: number): Promise<boolean> {
    const delivery = this.#deliveries.find((candidate) => candidate.id === id);
    const endpoint = delivery && this.#find(delivery.subscriptionId);
    if (!endpoint) return false;
    await endpoint.repeat(delivery);
    return true;
  }

  /** Delivers everything that is due by now; resolves when that is done. */
  async settle(): Promise<void> {
    while (this.#pumping) await this.#pumping;
    this.#pumping = this.#pumpAll();
    await this.#pumping;
  }

  async #pumpAll(): Promise<void> {
    await Promise.all(this.#endpoints.map((endpoint) => endpoint.pump()));
    this.#pumping = undefined;
    this.#wakeWhenDue();
  }

  /** Forgets deliveries and what waits; endpoints stay. */
  clear(): void {
    this.#endpoints = this.#endpoints.map(({ id, subscription }) => new WebhookEndpoint(id, subscription, this.#around));
    this.#deliveries = [];
    this.close();
  }

  export(): SavedWebhooks {
    const endpoints = this.#endpoints.map(({ id, subscription: { url, verifierToken }, waiting }) => ({ id, url, verifierToken, waiting: [...waiting] }));
    return { made: this.#made, noted: this.#noted, endpoints, deliveries: [...this.#deliveries] };
  }

  /** Takes up what an earlier run left: what was not acknowledged goes on being delivered. */
  import({ made, noted, endpoints, deliveries }: SavedWebhooks): void {
    this.#made = made;
    this.#noted = noted;
    this.#deliveries = deliveries;
    this.#endpoints = endpoints.map(({ id, waiting, ...subscription }) => new WebhookEndpoint(id, subscription, this.#around, waiting));
    for (const delivery of deliveries) this.#find(delivery.subscriptionId)?.follow(delivery, false);
    this.#wakeWhenDue();
  }

  /** Makes a change of an earlier run again. */
  apply(change: WebhookChange): void {
    if (change.t === 'endpoint') this.#applyEndpoint(change);
    else if (change.t === 'event') this.#applyEvent(change);
    else this.#applyDelivery(change.delivery);
    this.#wakeWhenDue();
  }

  #applyEndpoint({ id, subscription }: WebhookChange & { t: 'endpoint' }): void {
    const known = this.#find(id);
    if (!subscription) this.#endpoints = this.#endpoints.filter((endpoint) => endpoint !== known);
    else if (known) known.subscription = subscription;
    else this.#add(id, subscription);
  }

  #applyEvent({ number, endpoints, event }: WebhookChange & { t: 'event' }): void {
    if (number <= this.#noted) return;
    this.#noted = number;
    for (const id of endpoints) this.#find(id)?.note(event);
  }

  #applyDelivery(delivery: WebhookDelivery): void {
    const isFirstSeen = delivery.id > (this.#deliveries.at(-1)?.id ?? 0);
    this.#deliveries = isFirstSeen ? [...this.#deliveries, delivery] : this.#deliveries.map((known) => (known.id === delivery.id ? delivery : known));
    this.#find(delivery.subscriptionId)?.follow(delivery, isFirstSeen);
  }

  /** Stops the timer. */
  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #newEventId(): string {
    const hex = this.#random.hex(32);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
  }

  #record(delivery: Omit<WebhookDelivery, 'id'>): WebhookDelivery {
    const recorded = { ...delivery, id: (this.#deliveries.at(-1)?.id ?? 0) + 1 };
    this.#deliveries = [...this.#deliveries.slice(1 - mostDeliveries), recorded];
    this.onChange({ t: 'delivery', delivery: recorded });
    return recorded;
  }

  #find(id: string): WebhookEndpoint | undefined {
    return this.#endpoints.find((endpoint) => endpoint.id === id);
  }

  #add(id: string, subscription: WebhookSubscription): WebhookEndpoint {
    this.#made = Math.max(this.#made, Number(id.slice(idPrefix.length)));
    const endpoint = new WebhookEndpoint(id, subscription, this.#around);
    this.#endpoints.push(endpoint);
    return endpoint;
  }

  /** Events of one turn of the event loop travel together; the timer never keeps a process alive. */
  #wake(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.settle(), ms);
    this.#timer.unref();
  }

  #wakeWhenDue(): void {
    const due = this.#endpoints.flatMap(({ dueAt }) => (dueAt === undefined ? [] : [dueAt]));
    if (due.length > 0) this.#wake(Math.min(Math.max(0, Math.min(...due) - this.#clock.now()), longestTimerMs));
  }
}
