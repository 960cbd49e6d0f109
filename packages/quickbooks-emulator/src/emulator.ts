import { Hono } from 'hono';
import { scenarioMaker } from './companies/named-scenarios.js';
import { Bookkeeper } from './control/bookkeeper.js';
import { controlRoutes } from './control/control-routes.js';
import { mountInspector } from './inspector/mount-inspector.js';
import type { TimeSource } from './kernel/clock.js';
import type { CompanyScenario } from './kernel/company.js';
import type { CompanyState } from './kernel/company-state.js';
import { StateFolder } from './kernel/persistence.js';
import { type EmulatorSnapshot, restoreSnapshot, takeSnapshot } from './kernel/snapshot.js';
import type { ActiveFaultRule, FaultRule, FaultWhen } from './faults/fault-rule.js';
import { FaultGrammarError, readFault } from './faults/read-fault.js';
import { type EmulatorSettings, defaultSettings } from './kernel/settings.js';
import type { EmulatorState, JournalEntry, Meters } from './kernel/state.js';
import { World } from './kernel/world.js';
import type { WebhookSubscription } from './webhooks/endpoint.js';
import type { WriteNotice } from './webhooks/notices.js';
import { type Listening, type Tls, listen } from './listen.js';
import { mountAuthorize } from './oauth/authorize-routes.js';
import type { OAuthClient } from './oauth/grants.js';
import { mountDisconnect } from './oauth/disconnect-route.js';
import { OpenIdKeys, mountOpenId } from './oauth/openid.js';
import { mountTokens } from './oauth/token-routes.js';
import { mountFiles } from './protocol/documents/temporary-address.js';
import { ConnectionDropped } from './protocol/connection-dropped.js';
import { handleApi } from './protocol/gateway.js';

export type EmulatorOptions = {
  /** Where the time comes from; the machine's clock when absent. `advance` adds to it. */
  clock?: TimeSource;
  /** The same seed draws the same realm ids, tokens and request ids. */
  seed?: string;
  /** Answer 429 at Intuit's published limits. On unless false. */
  throttle?: boolean;
  /** `published`: wait as long as the real service does, 300 ms a call and 120 ms a batch item. */
  latency?: 'none' | 'published';
  /** Folder the state is kept in over restarts; nothing is written without it. */
  dataDir?: string;
  /** Companies to start with, or what makes them (large ones are then not kept a second time); on a kept state only those it does not have yet. */
  companies?: readonly (CompanyScenario | (() => CompanyScenario))[];
  /** Base of the addresses in the discovery document; the listening address when absent. */
  publicUrl?: string;
  /** Apps that may connect; a fixed pair when absent. */
  clients?: OAuthClient[];
  /** Serve HTTPS: for clients whose hosts cannot be changed, under Intuit's names by the hosts file. */
  tls?: Tls;
  /** Webhook endpoints; more can be added later. */
  webhooks?: WebhookSubscription[];
  /** Ways to behave that can be changed later with `configure`. */
  settings?: Partial<EmulatorSettings>;
};

/** Everything an app needs to call a company without the consent page. */
export type MintedGrant = { clientId: string; clientSecret: string; realmId: string; accessToken: string; refreshToken: string };

/** The pair that may connect when none is configured. */
export const defaultClient: OAuthClient = { clientId: 'ABlocalQuickBooksEmulatorClient0000000000000000001', clientSecret: 'local-emulator-client-secret' };

const accountingScope = 'com.intuit.quickbooks.accounting openid profile email';

/** A running local QuickBooks Online. */
export class Emulator {
  readonly #options: EmulatorOptions;
  readonly #world: World;
  readonly #app: Hono;
  readonly #folder: StateFolder | undefined;
  readonly #servers = new Set<Listening>();
  /** Settings as they were chosen, whatever armed faults make of them. */
  #chosen: EmulatorSettings;
  #listeningUrl: string | undefined;

  /** Throws a plain sentence when the data folder cannot be used. */
  constructor(options: EmulatorOptions = {}) {
    this.#options = options;
    this.#folder = options.dataDir === undefined ? undefined : new StateFolder(options.dataDir);
    const generation = this.#folder?.generation ?? 0;
    const seed = options.seed ?? 'tieout';
    this.#chosen = { ...defaultSettings, ...options.settings };
    this.#world = new World({
      ...(options.clock ? { clock: options.clock } : {}),
      seed: generation === 0 ? seed : `${seed}#${generation}`,
      throttle: options.throttle ?? true,
      latency: options.latency ?? 'none',
      settings: { ...this.#chosen },
      clients: options.clients ?? [defaultClient],
      publicUrl: () => options.publicUrl ?? this.#listeningUrl ?? 'http://localhost:4010',
    });
    this.#folder?.attach(this.#world);
    this.#addMissingCompanies();
    this.#folder?.compact();
    for (const subscription of options.webhooks ?? []) this.#world.webhooks.subscribe(subscription);
    this.#app = this.#makeApp();
  }

  /** What pages and tests may read. */
  get state(): EmulatorState {
    return this.#world;
  }

  /** Every request answered since the last reset, oldest first. */
  get journal(): JournalEntry[] {
    return this.#world.journal();
  }

  /** Answers a request in process; rejects with ConnectionDropped when a fault rule drops the connection. */
  fetch(request: Request): Promise<Response> {
    const url = new URL(request.url);
    if (url.pathname.startsWith('/v3/')) return handleApi(this.#world, request, url);
    return Promise.resolve(this.#app.fetch(request));
  }

  /** Serves over HTTP. Port 0 takes a free one. Rejects when the port is taken. */
  async listen(port: number, host = '127.0.0.1'): Promise<Listening> {
    const server = await listen((request) => this.fetch(request), port, host, this.#options.tls);
    this.#listeningUrl = server.url;
    this.#servers.add(server);
    return {
      url: server.url,
      close: async () => {
        this.#servers.delete(server);
        await server.close();
      },
    };
  }

  /** Ends all servers and writes the state down. */
  async close(): Promise<void> {
    await Promise.all([...this.#servers].map((server) => server.close()));
    this.#servers.clear();
    this.#world.webhooks.close();
    this.#folder?.close();
  }

  /** Moves the virtual clock forward, milliseconds. */
  advance(ms: number): void {
    this.#world.virtualClock.advance(ms);
    this.#folder?.noteClock(this.#world.virtualClock.offsetMs);
    void this.webhooksSettled();
  }

  /** Adds a webhook endpoint; answers its id. */
  subscribe(subscription: WebhookSubscription): string {
    return this.#world.webhooks.subscribe(subscription);
  }

  unsubscribe(id: string): boolean {
    return this.#world.webhooks.unsubscribe(id);
  }

  /** Sends a webhook notification of the past once more. False when there is none such. */
  redeliver(id: number): Promise<boolean> {
    return this.#world.webhooks.redeliver(id);
  }

  /** Tells the endpoints of a change that did not happen, as the portal's "Send test events" does. */
  sendTestEvent(realmId: string, notice: WriteNotice): void {
    this.#world.webhooks.note(realmId, notice);
  }

  /** Resolves when every notification due by now was delivered, or tried. */
  webhooksSettled(): Promise<void> {
    return this.#world.webhooks.settle();
  }

  /** Calls of a company by price class since the last reset. */
  meters(realmId: string): Meters {
    return this.#world.meters(realmId);
  }

  /** Adds a company; answers its realm id. Throws when the realm id is taken. */
  createCompany(scenario: CompanyScenario): string {
    return this.#world.createCompany(scenario).realmId;
  }

  /**
   * A consent without the consent page: for a realm, for a company by name, for a new company of a named scenario
   * (`namedScenarios`), or for the first company; to the app with this client id, or the first. Throws a sentence when
   * there is none such.
   */
  mintGrant(of: { realmId?: string; company?: string; scenario?: string; clientId?: string } = {}): MintedGrant {
    const company = of.scenario === undefined ? this.#companyBy(of) : this.#world.createCompany(withoutRealm(scenarioMaker(of.scenario)()));
    if (!company) throw new Error('There is no such company.');
    const client = this.#world.clients.find(({ clientId }) => of.clientId === undefined || clientId === of.clientId);
    if (!client) throw new Error('There is no such app.');
    const issued = this.#world.grants.mint(client.clientId, company.realmId, accountingScope);
    return {
      clientId: client.clientId,
      clientSecret: client.clientSecret,
      realmId: company.realmId,
      accessToken: issued.accessToken,
      refreshToken: issued.refreshToken,
    };
  }

  /** Ends all consents of a company, as a person disconnecting the app in QuickBooks does. */
  revokeGrant(realmId: string): void {
    this.#world.grants.revokeCompany(realmId);
  }

  /** A person working in the QuickBooks screens of a company. Throws when there is no such company. */
  bookkeeper(realmId: string): Bookkeeper {
    const company = this.#world.find(realmId);
    if (!company) throw new Error(`There is no company with realm id ${realmId}.`);
    return new Bookkeeper(company);
  }

  /** Merges a customer into another, as the QuickBooks screen does. */
  merge(realmId: string, loserId: string, winnerId: string): void {
    this.bookkeeper(realmId).mergeCustomers(loserId, winnerId);
  }

  /** Makes matching requests go wrong; see FaultRule. */
  fault(rule: FaultRule): ActiveFaultRule {
    return this.#world.faultRules.add(rule);
  }

  /**
   * Arms a rule, or a fault by name (`namedFaults` lists them) for the requests meant; a fault that is a setting holds for
   * all of them until it is removed. Answers what is now in force: nothing for what the emulator does anyway. Throws
   * FaultGrammarError that says which word is wrong.
   */
  arm(request: FaultRule | { name: string; when?: FaultWhen; times?: number }): ActiveFaultRule[] {
    const { named, rules } = readFault(request);
    if (named?.settings) {
      const active = this.#world.faultRules.addSettings(named.name, named.settings);
      this.#settle();
      return [active];
    }
    return rules.map((rule) => this.#world.faultRules.add(rule, named?.name));
  }

  /** Changes how the emulator behaves from now on; ends armed faults that say otherwise. */
  configure(settings: Partial<EmulatorSettings>): void {
    this.#world.faultRules.endSettings(Object.keys(settings));
    this.#chosen = { ...this.#chosen, ...settings };
    this.#settle();
  }

  /** Takes one fault rule away, or all; false when there is no such rule. Settings are what they were before. */
  removeFaults(id?: string): boolean {
    const isThere = id === undefined || this.#world.faultRules.remove(id);
    if (id === undefined) this.#world.faultRules.clear();
    this.#settle();
    return isThere;
  }

  /** Companies, consents, meters and clock at this moment. */
  snapshot(): EmulatorSnapshot {
    return takeSnapshot(this.#world);
  }

  restore(snapshot: EmulatorSnapshot): void {
    restoreSnapshot(this.#world, snapshot);
    this.#folder?.compact();
  }

  /** Back to the beginning: the companies it was made with, no consents, no faults, its first settings, an empty journal. */
  reset(): void {
    restoreSnapshot(this.#world, { version: 1, clockOffsetMs: 0, companies: [], grants: [], meters: [] });
    this.#world.faultRules.clear();
    this.configure({ ...defaultSettings, ...this.#options.settings });
    this.#world.requests.clear();
    this.#world.webhooks.clear();
    this.#addMissingCompanies();
    this.#folder?.compact();
  }

  /** Behaves as chosen, and as armed faults have it. */
  #settle(): void {
    Object.assign(this.#world.settings, this.#chosen, this.#world.faultRules.settings());
  }

  #companyBy({ realmId, company }: { realmId?: string; company?: string }): CompanyState | undefined {
    const candidates = realmId === undefined ? this.#world.all() : [this.#world.find(realmId)];
    return candidates.find((candidate) => candidate !== undefined && (company === undefined || this.#world.nameOf(candidate) === company));
  }

  #addMissingCompanies(): void {
    const known = this.#world.all();
    for (const given of this.#options.companies ?? []) {
      const scenario = typeof given === 'function' ? given() : given;
      const isKnown = known.some(({ header }) => (scenario.realmId === undefined ? header.name === scenario.name : header.realmId === scenario.realmId));
      if (!isKnown) this.#world.createCompany(scenario);
    }
  }

  #makeApp(): Hono {
    const app = new Hono();
    // A dropped connection must reach the server, which closes the socket; Hono would answer 500.
    app.onError((error, context) => {
      if (error instanceof ConnectionDropped) throw error;
      if (error instanceof FaultGrammarError) return context.json({ error: error.message }, 400);
      this.#world.onDefect(error);
      return context.json({ error: 'server_error' }, 500);
    });
    const keys = new OpenIdKeys(this.#world);
    mountOpenId(app, this.#world, keys);
    mountAuthorize(app, this.#world);
    mountTokens(app, this.#world, keys);
    mountFiles(app, this.#world);
    app.route('/_emulator', controlRoutes(this));
    mountDisconnect(app, this.#world);
    mountInspector(app, this.#world);
    return app;
  }
}

/** A scenario without the realm id it may bring, so that it can be made any number of times. */
function withoutRealm({ realmId: _own, ...scenario }: CompanyScenario): CompanyScenario {
  return scenario;
}

/** Makes a local QuickBooks Online: in process by `fetch`, over HTTP by `listen`. */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  return new Emulator(options);
}
