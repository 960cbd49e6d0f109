import type { VirtualClock } from '../kernel/clock.js';
import type { SeededRandom } from '../kernel/random.js';
import type { EmulatorSettings } from '../kernel/settings.js';

/** A registered app: development keys as Intuit's portal hands them out. No redirect URIs registered: any is accepted. */
export type OAuthClient = {
  clientId: string;
  clientSecret: string;
  /** Shown on the consent page. */
  name?: string;
  redirectUris?: readonly string[];
  /** Where the browser goes when a person disconnects the app in QuickBooks. */
  disconnectUrl?: string;
};

/**
 * When a refresh answers a new refresh token: `every-refresh` is what the field reports (treat as single use),
 * `grace` the same with the value before good for 24 h more (rb#389), `daily` what Intuit's page says (same value for 24 h), `never` keeps the first.
 */
export type RefreshRotation = 'every-refresh' | 'grace' | 'daily' | 'never';

/** One consent: an app may use one company. All times in milliseconds since 1970. */
export type Grant = {
  id: string;
  clientId: string;
  realmId: string;
  scope: string;
  /** Who signed in and consented; the one person there is when absent. */
  email?: string;
  access: { token: string; expiresAt: number }[];
  refresh: { token: string; changedAt: number; expiresAt: number };
  /** Values the refresh token had before, the last one last. */
  spent?: { token: string; until: number }[];
  hardExpiresAt: number;
};

/** A code waiting to be exchanged, or already exchanged (then `grantId` says for what). */
type AuthorizationCode = { code: string; clientId: string; redirectUri: string; realmId: string; scope: string; email?: string; expiresAt: number; grantId?: string };

/** Tokens as they leave the token endpoint; lifetimes in seconds. */
export type IssuedTokens = { grant: Grant; accessToken: string; refreshToken: string; refreshExpiresIn: number; hardExpiresIn: number };

const secondsMs = 1000;
/** Intuit, oauth-2.0 page. */
export const accessLifetimeSeconds = 3600;
/** 101 days, the value of recent samples: the rolling window of 100 days and one. */
const refreshLifetimeSeconds = 8_726_400;
/** Five years (Intuit, refresh token policy of November 2025). */
const hardLifetimeSeconds = 157_680_000;
/** Not documented; assumed. */
const codeLifetimeSeconds = 300;
const dayMs = 86_400_000;

/** All consents of all companies, and the rules their tokens live by (reference 10.4). */
export class GrantBook {
  readonly #clock: VirtualClock;
  readonly #random: SeededRandom;
  readonly #settings: Readonly<EmulatorSettings>;
  #grants = new Map<string, Grant>();
  #codes = new Map<string, AuthorizationCode>();
  onChange: () => void = () => undefined;

  constructor(clock: VirtualClock, random: SeededRandom, settings: Readonly<EmulatorSettings>) {
    this.#clock = clock;
    this.#random = random;
    this.#settings = settings;
  }

  /** A code for the callback; lives five minutes, used once. */
  issueCode(request: { clientId: string; redirectUri: string; realmId: string; scope: string; email?: string }): string {
    const code = `AB11${this.#random.digits(11)}${this.#random.letters(32)}`;
    this.#codes.set(code, { ...request, code, expiresAt: this.#clock.now() + codeLifetimeSeconds * secondsMs });
    return code;
  }

  /** Exchanges a code. Using it twice ends the first exchange's tokens (Intuit, faq: they may be revoked). */
  exchangeCode(code: string, clientId: string, redirectUri: string): IssuedTokens | undefined {
    const found = this.#codes.get(code);
    if (!found || found.clientId !== clientId || found.redirectUri !== redirectUri) return undefined;
    if (found.grantId !== undefined) {
      this.#end(found.grantId);
      return undefined;
    }
    if (found.expiresAt <= this.#clock.now()) return undefined;
    const issued = this.mint(found.clientId, found.realmId, found.scope, found.email);
    found.grantId = issued.grant.id;
    return issued;
  }

  /** A new consent; an earlier one of the same app and company ends (assumed). */
  mint(clientId: string, realmId: string, scope: string, email?: string): IssuedTokens {
    for (const grant of this.#grants.values()) {
      if (grant.clientId === clientId && grant.realmId === realmId) this.#end(grant.id);
    }
    const now = this.#clock.now();
    const grant: Grant = {
      id: this.#random.hex(16),
      clientId,
      realmId,
      scope,
      ...(email === undefined ? {} : { email }),
      access: [],
      refresh: { token: this.#refreshToken(), changedAt: now, expiresAt: now + refreshLifetimeSeconds * secondsMs },
      hardExpiresAt: now + hardLifetimeSeconds * secondsMs,
    };
    this.#grants.set(grant.id, grant);
    return this.#issue(grant);
  }

  /** A new access token for a refresh token; an old value is refused at once when rotation replaced it. */
  refresh(token: string, clientId: string): IssuedTokens | undefined {
    const now = this.#clock.now();
    const grant = this.findByRefresh(token);
    if (!grant) this.#punishReuse(token, clientId);
    if (!grant || grant.clientId !== clientId || grant.refresh.expiresAt <= now || grant.hardExpiresAt <= now) return undefined;
    const rotation = this.#settings.refreshRotation;
    const rotates = rotation === 'every-refresh' || rotation === 'grace' || (rotation === 'daily' && now - grant.refresh.changedAt > dayMs);
    if (rotates) grant.spent = [...(grant.spent ?? []).slice(-9), { token: grant.refresh.token, until: rotation === 'grace' ? now + dayMs : now }];
    if (rotates) grant.refresh = { token: this.#refreshToken(), changedAt: now, expiresAt: 0 };
    grant.refresh.expiresAt = now + refreshLifetimeSeconds * secondsMs;
    return this.#issue(grant);
  }

  /** Ends the consent a token (either kind) belongs to. */
  revoke(token: string): boolean {
    const grant = [...this.#grants.values()].find((candidate) => candidate.refresh.token === token || candidate.access.some((access) => access.token === token));
    if (!grant) return false;
    this.#end(grant.id);
    return true;
  }

  /** Ends all consents of a company, as a person disconnecting the app in QuickBooks does. */
  revokeCompany(realmId: string): boolean {
    const grants = [...this.#grants.values()].filter((grant) => grant.realmId === realmId);
    for (const grant of grants) this.#end(grant.id);
    return grants.length > 0;
  }

  /** The consent behind a refresh token, expired or not; a value of before only while its grace lasts. */
  findByRefresh(token: string): Grant | undefined {
    const now = this.#clock.now();
    return [...this.#grants.values()].find((grant) => grant.refresh.token === token || isSpent(grant, token, (until) => until > now));
  }

  /** A dead value that comes again looks stolen: the connection may end (Intuit, faq; setting `refreshReuse`). */
  #punishReuse(token: string, clientId: string): void {
    if (this.#settings.refreshReuse !== 'ends-connection') return;
    const grant = [...this.#grants.values()].find((candidate) => candidate.clientId === clientId && isSpent(candidate, token, () => true));
    if (grant) this.#end(grant.id);
  }

  /** The consent behind a live access token. An older access token lives on after a refresh (assumed). */
  findByAccess(token: string): Grant | undefined {
    const now = this.#clock.now();
    return [...this.#grants.values()].find((grant) => grant.access.some((access) => access.token === token && access.expiresAt > now));
  }

  /** Ends one access token before its hour is over; the refresh token lives on. */
  expireAccess(token: string): void {
    const grant = this.findByAccess(token);
    if (!grant) return;
    grant.access = grant.access.filter((access) => access.token !== token);
    this.onChange();
  }

  isConnected(realmId: string): boolean {
    return this.live(realmId).length > 0;
  }

  /** Consents of a company that can still be refreshed. */
  live(realmId: string): Grant[] {
    const now = this.#clock.now();
    return [...this.#grants.values()].filter((grant) => grant.realmId === realmId && grant.refresh.expiresAt > now && grant.hardExpiresAt > now);
  }

  export(): Grant[] {
    return structuredClone([...this.#grants.values()]);
  }

  import(grants: Iterable<Grant>): void {
    this.#grants = new Map([...structuredClone([...grants])].map((grant) => [grant.id, grant]));
    this.#codes = new Map();
  }

  #issue(grant: Grant): IssuedTokens {
    const now = this.#clock.now();
    const accessToken = `eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4Q0JDLUhTMjU2In0..${this.#settings.tokenMarker}${this.#random.letters(200)}`;
    grant.access = [...grant.access.filter((access) => access.expiresAt > now), { token: accessToken, expiresAt: now + accessLifetimeSeconds * secondsMs }];
    this.onChange();
    return {
      grant,
      accessToken,
      refreshToken: grant.refresh.token,
      refreshExpiresIn: Math.floor((grant.refresh.expiresAt - now) / secondsMs),
      hardExpiresIn: Math.floor((grant.hardExpiresAt - now) / secondsMs),
    };
  }

  #end(grantId: string): void {
    this.#grants.delete(grantId);
    this.onChange();
  }

  #refreshToken(): string {
    const expiry = Math.floor(this.#clock.now() / secondsMs) + refreshLifetimeSeconds;
    return `RT1-${this.#random.digits(2)}-H0-${expiry}${this.#settings.tokenMarker}${this.#random.letters(20)}`;
  }
}

function isSpent({ spent = [] }: Grant, token: string, isMeant: (until: number) => boolean): boolean {
  return spent.some((value) => value.token === token && isMeant(value.until));
}
