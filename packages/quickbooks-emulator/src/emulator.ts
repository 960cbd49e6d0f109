import { Hono } from 'hono';
import { mountInspector } from './inspector/mount-inspector.js';
import type { TimeSource } from './kernel/clock.js';
import type { CompanyScenario } from './kernel/company.js';
import type { ActiveFaultRule, EmulatorState, FaultRule, JournalEntry, Meters } from './kernel/state.js';
import { World } from './kernel/world.js';
import { listen, type Listening } from './listen.js';
import { mountAuthorize } from './oauth/authorize-routes.js';
import type { OAuthClient, RefreshRotation } from './oauth/grants.js';
import { mountOpenId, OpenIdKeys } from './oauth/openid.js';
import { mountTokens } from './oauth/token-routes.js';
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
  companies?: CompanyScenario[];
  /** Base of the addresses in the discovery document; the listening address when absent. */
  publicUrl?: string;
  /** Apps that may connect; a fixed pair when absent. */
  clients?: OAuthClient[];
  /** When refresh tokens change; on every refresh when absent. */
  refreshRotation?: RefreshRotation;
};

/** Everything an app needs to call a company without the consent page. */
export type MintedGrant = { clientId: string; clientSecret: string; realmId: string; accessToken: string; refreshToken: string };

/** The pair that may connect when none is configured. */
export const defaultClient: OAuthClient = { clientId: 'ABlocalQuickBooksEmulatorClient0000000000000000001', clientSecret: 'local-emulator-client-secret' };

const accountingScope = 'com.intuit.quickbooks.accounting openid profile email';

/** A running local QuickBooks Online. */
export class Emulator {
  readonly #world: World;
  readonly #app: Hono;
  #listeningUrl: string | undefined;

  constructor(options: EmulatorOptions = {}) {
    this.#world = new World({
      ...(options.clock ? { clock: options.clock } : {}),
      seed: options.seed ?? 'tieout',
      throttle: options.throttle ?? true,
      latency: options.latency ?? 'none',
      refreshRotation: options.refreshRotation ?? 'every-refresh',
      clients: options.clients ?? [defaultClient],
      publicUrl: () => options.publicUrl ?? this.#listeningUrl ?? 'http://localhost:4010',
    });
    for (const scenario of options.companies ?? []) this.#world.createCompany(scenario);
    this.#app = makeApp(this.#world);
  }

  /** What pages and tests may read. */
  get state(): EmulatorState {
    return this.#world;
  }

  /** Every request answered since the last reset, oldest first. */
  get journal(): JournalEntry[] {
    return this.#world.journal();
  }

  /** Answers a request in process; rejects when a fault rule drops the connection. */
  fetch(request: Request): Promise<Response> {
    const url = new URL(request.url);
    if (url.pathname.startsWith('/v3/')) return handleApi(this.#world, request, url);
    return Promise.resolve(this.#app.fetch(request));
  }

  /** Serves over HTTP. Port 0 takes a free one. Rejects when the port is taken. */
  async listen(port: number, host = '127.0.0.1'): Promise<Listening> {
    const server = await listen((request) => this.fetch(request), port, host);
    this.#listeningUrl = server.url;
    return server;
  }

  /** Moves the virtual clock forward, milliseconds. */
  advance(ms: number): void {
    this.#world.virtualClock.advance(ms);
  }

  /** Calls of a company by price class since the last reset. */
  meters(realmId: string): Meters {
    return this.#world.meters(realmId);
  }

  /** Adds a company; answers its realm id. */
  createCompany(scenario: CompanyScenario): string {
    return this.#world.createCompany(scenario).realmId;
  }

  /** A consent without the consent page: for a realm, for a company by name, or for the first company. */
  mintGrant(of: { realmId?: string; company?: string } = {}): MintedGrant {
    const company = this.#world
      .companies()
      .find(({ realmId, name }) => (of.realmId === undefined || of.realmId === realmId) && (of.company === undefined || of.company === name));
    if (!company) throw new Error('There is no such company.');
    const client = this.#world.clients[0]!;
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

  /** Makes matching requests fail; see FaultRule. */
  fault(rule: FaultRule): ActiveFaultRule {
    return this.#world.faultRules.add(rule);
  }
}

/** Makes a local QuickBooks Online: in process by `fetch`, over HTTP by `listen`. */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  return new Emulator(options);
}

function makeApp(world: World): Hono {
  const app = new Hono();
  const keys = new OpenIdKeys(world);
  mountOpenId(app, world, keys);
  mountAuthorize(app, world);
  mountTokens(app, world, keys);
  mountInspector(app, world);
  return app;
}
