import { GrantBook, type OAuthClient } from '../oauth/grants.js';
import { FaultRules } from '../faults/fault-rules.js';
import { Throttle } from '../protocol/throttle.js';
import { WebhookBook } from '../webhooks/webhook-book.js';
import { type TimeSource, VirtualClock } from './clock.js';
import type { CompanyScenario, WireRecord } from './company.js';
import type { CompanyState } from './company-state.js';
import { Journal } from './journal.js';
import { MeterBook } from './meters.js';
import { SeededRandom } from './random.js';
import { seedCompany } from './seed-company.js';
import type { EmulatorSettings } from './settings.js';
import type { CompanySummary, Connection, Deletion, EmulatorState } from './state.js';

export type WorldOptions = {
  clock?: TimeSource;
  seed: string;
  throttle: boolean;
  latency: 'none' | 'published';
  settings: EmulatorSettings;
  clients: readonly OAuthClient[];
  publicUrl(): string;
};

/** Everything a running emulator knows: companies, consents, clock, limits, faults, journal. */
export class World implements EmulatorState {
  readonly virtualClock: VirtualClock;
  readonly random: SeededRandom;
  readonly grants: GrantBook;
  readonly throttle: Throttle;
  readonly faultRules = new FaultRules();
  readonly requests = new Journal();
  readonly meterBook = new MeterBook();
  readonly clients: readonly OAuthClient[];
  readonly latency: 'none' | 'published';
  readonly webhooks: WebhookBook;
  readonly settings: EmulatorSettings;
  /** Called with what went wrong in here, as against what was refused. */
  onDefect: (error: unknown) => void = (error) => console.error(error);
  /** Called with each company as it joins, so that persistence can listen to it. */
  onCompany: (company: CompanyState) => void = () => undefined;
  #companies = new Map<string, CompanyState>();
  readonly #publicUrl: () => string;

  constructor(options: WorldOptions) {
    this.virtualClock = new VirtualClock(options.clock);
    this.random = new SeededRandom(options.seed);
    this.settings = { ...options.settings };
    this.grants = new GrantBook(this.virtualClock, this.random, this.settings);
    this.webhooks = new WebhookBook(this.virtualClock, this.random, this.settings, this.faultRules);
    this.throttle = new Throttle(this.virtualClock, options.throttle);
    this.clients = options.clients;
    this.latency = options.latency;
    this.#publicUrl = options.publicUrl;
  }

  get publicUrl(): string {
    return this.#publicUrl();
  }

  /** Adds a company; its realm id is the scenario's or drawn from the seed. Throws when that realm id is taken. */
  createCompany(scenario: CompanyScenario): CompanyState {
    const realmId = scenario.realmId ?? `913035${this.random.digits(10)}`;
    if (this.#companies.has(realmId)) throw new Error(`There already is a company with realm id ${realmId}.`);
    const company = seedCompany(scenario, realmId, this.virtualClock);
    this.adopt(company);
    return company;
  }

  /** Takes in a company made elsewhere: a restored one. */
  adopt(company: CompanyState): void {
    this.#companies.set(company.realmId, company);
    company.settings = this.settings;
    // Events arrive only for companies with a live connection (Intuit, webhooks page).
    company.onNotice = (notice) => {
      if (this.grants.isConnected(company.realmId)) this.webhooks.note(company.realmId, notice);
    };
    this.onCompany(company);
  }

  removeCompanies(): void {
    this.#companies = new Map();
  }

  find(realmId: string): CompanyState | undefined {
    return this.#companies.get(realmId);
  }

  all(): CompanyState[] {
    return [...this.#companies.values()];
  }

  companies(): CompanySummary[] {
    return this.all().map((company) => this.#summary(company));
  }

  company(realmId: string): CompanySummary | undefined {
    const company = this.find(realmId);
    return company && this.#summary(company);
  }

  connections(realmId: string): Connection[] {
    return this.grants.live(realmId).map(({ clientId, scope, refresh, hardExpiresAt }) => {
      const client = this.clients.find((candidate) => candidate.clientId === clientId);
      return {
        clientId,
        ...(client?.name === undefined ? {} : { appName: client.name }),
        ...(client?.disconnectUrl === undefined ? {} : { disconnectUrl: client.disconnectUrl }),
        scope,
        refreshUntil: refresh.expiresAt,
        hardUntil: hardExpiresAt,
      };
    });
  }

  records(realmId: string, entity: Parameters<EmulatorState['records']>[1]): WireRecord[] {
    return [...(this.find(realmId)?.table(entity).rows.values() ?? [])];
  }

  record(realmId: string, entity: Parameters<EmulatorState['record']>[1], id: string): WireRecord | undefined {
    return this.find(realmId)?.get(entity, id);
  }

  deletions(realmId: string): Deletion[] {
    return (this.find(realmId)?.deleted ?? []).map(({ entity, id, at }) => ({ entity, id, at: new Date(at).toISOString() }));
  }

  journal(filter?: { realmId?: string; limit?: number }) {
    return this.requests.list(filter);
  }

  meters(realmId: string) {
    return this.meterBook.of(realmId);
  }

  faults() {
    return this.faultRules.list();
  }

  deliveries() {
    return this.webhooks.deliveries();
  }

  endpoints() {
    return this.webhooks.subscriptions();
  }

  clock(): { now: string; offsetMs: number } {
    return { now: new Date(this.virtualClock.now()).toISOString(), offsetMs: this.virtualClock.offsetMs };
  }

  /** As QuickBooks shows it, which may be another name than the company began with. */
  nameOf(company: CompanyState): string {
    const name = company.get('CompanyInfo', '1')?.CompanyName;
    return typeof name === 'string' ? name : company.header.name;
  }

  #summary(company: CompanyState): CompanySummary {
    return {
      realmId: company.realmId,
      name: this.nameOf(company),
      region: company.header.region,
      connected: this.grants.isConnected(company.realmId),
    };
  }
}
