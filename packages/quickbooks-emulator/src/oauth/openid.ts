import { type KeyObject, createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { Context, Hono } from 'hono';
import type { World } from '../kernel/world.js';
import type { Grant } from './grants.js';
import { refusedForNow } from './refused-for-now.js';
import { withFaults } from './with-faults.js';

/** Who is signed in when the consent page opens. */
export const signedInPerson = { sub: 'a3f1c2d4-0b7e-4c55-9f2a-6d0e8b1c7a90', email: 'dana.reed@example.com', givenName: 'Dana', familyName: 'Reed' };

/** Who an e-mail address belongs to, always the same for the same address: names are read from it, there is no password. */
function personOf(email: string = signedInPerson.email): typeof signedInPerson {
  const address = email.toLowerCase();
  if (address === signedInPerson.email) return signedInPerson;
  const digest = createHash('sha256').update(address).digest('hex');
  const sub = [8, 12, 16, 20, 32].map((end, index, ends) => digest.slice(ends[index - 1] ?? 0, end)).join('-');
  const [givenName = '', ...rest] = address.split('@')[0]!.split(/[._-]+/).map((part) => part.slice(0, 1).toUpperCase() + part.slice(1));
  return { sub, email, givenName, familyName: rest.join(' ') };
}

/** The RSA key id tokens are signed with; made when first needed. */
export class OpenIdKeys {
  readonly #world: World;
  #pair: { publicKey: KeyObject; privateKey: KeyObject } | undefined;

  constructor(world: World) {
    this.#world = world;
  }

  /** Who signs: Intuit itself where the request came in under one of its host names, else this server. */
  issuer(host: string): string {
    return `${isIntuits(host) ? 'https://oauth.platform.intuit.com' : this.#world.publicUrl}/op/v1`;
  }

  /** RS256 id token with Intuit's claims (openid-connect page). */
  idToken(grant: Grant, host: string): string {
    const now = Math.floor(this.#world.virtualClock.now() / 1000);
    const header = { alg: 'RS256', kid: this.#keyId(), typ: 'JWT' };
    const claims = { sub: personOf(grant.email).sub, aud: [grant.clientId], realmid: grant.realmId, auth_time: now, iss: this.issuer(host), exp: now + 3600, iat: now };
    const body = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    return `${body}.${sign('RSA-SHA256', Buffer.from(body), this.#keys().privateKey).toString('base64url')}`;
  }

  /** The public key as a JSON Web Key Set. */
  keySet(): object {
    return { keys: [{ ...this.#keys().publicKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: this.#keyId() }] };
  }

  #keys(): { publicKey: KeyObject; privateKey: KeyObject } {
    this.#pair ??= generateKeyPairSync('rsa', { modulusLength: 2048 });
    return this.#pair;
  }

  #keyId(): string {
    return createHash('sha256').update(this.#keys().publicKey.export({ format: 'der', type: 'spki' })).digest('base64url').slice(0, 16);
  }
}

/** The addresses of the discovery document (reference 10.1): Intuit's own under its host names, else all on this server. */
function endpoints(publicUrl: string, host: string) {
  const base = (own: string) => (isIntuits(host) ? `https://${own}` : publicUrl);
  return {
    authorization_endpoint: `${base('appcenter.intuit.com')}/connect/oauth2`,
    token_endpoint: `${base('oauth.platform.intuit.com')}/oauth2/v1/tokens/bearer`,
    userinfo_endpoint: `${base('sandbox-accounts.platform.intuit.com')}/v1/openid_connect/userinfo`,
    revocation_endpoint: `${base('developer.api.intuit.com')}/v2/oauth2/tokens/revoke`,
    jwks_uri: `${base('oauth.platform.intuit.com')}/op/v1/jwks`,
  };
}

function isIntuits(host: string): boolean {
  return /(^|\.)intuit\.com(:\d+)?$/i.test(host);
}

/** Discovery documents, key set and userinfo. */
export function mountOpenId(app: Hono, world: World, keys: OpenIdKeys): void {
  const discovery = (host: string) => ({
    issuer: keys.issuer(host),
    ...endpoints(world.publicUrl, host),
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid', 'email', 'profile', 'address', 'phone'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
    claims_supported: ['aud', 'exp', 'iat', 'iss', 'realmid', 'sub'],
  });
  for (const name of ['openid_sandbox_configuration', 'openid_configuration']) {
    app.get(`/.well-known/${name}`, (context) => {
      const target = { entity: 'discovery', operation: 'discovery', text: context.req.path };
      const run = () => ({ status: 200, body: discovery(hostOf(context)) });
      return withFaults(world, context.req.raw, target, run, ({ status, body, contentType = 'application/json' }) => ({ status, headers: { 'content-type': contentType }, body: typeof body === 'string' ? body : JSON.stringify(body) ?? '' }));
    });
  }
  app.get('/op/v1/jwks', (context) => context.json(keys.keySet()));
  app.get('/v1/openid_connect/userinfo', (context) => {
    const token = /^Bearer\s+(.+)$/i.exec(context.req.header('authorization') ?? '')?.[1] ?? '';
    const grant = world.grants.findByAccess(token);
    if (!grant?.scope.split(' ').includes('openid')) return context.json({ error: 'invalid_token' }, 401);
    const refusal = refusedForNow(world, grant);
    if (refusal) return context.json(refusal.body, refusal.status as 429);
    return context.json(personFor(grant));
  });
}

/** The address the request came in by. */
export function hostOf(context: Context): string {
  return context.req.header('host') ?? new URL(context.req.url).host;
}

/** Members by scope, in camel case (Intuit, openid-connect page). */
function personFor(grant: Grant): object {
  const scopes = grant.scope.split(' ');
  const { sub, email, givenName, familyName } = personOf(grant.email);
  return {
    sub,
    ...(scopes.includes('email') ? { email, emailVerified: true } : {}),
    ...(scopes.includes('profile') ? { givenName, familyName } : {}),
    ...(scopes.includes('phone') ? { phoneNumber: '+1 5105550100', phoneNumberVerified: false } : {}),
    ...(scopes.includes('address') ? { address: { streetAddress: '1 Quay Street', locality: 'Oakland', region: 'CA', postalCode: '94607', country: 'US' } } : {}),
  };
}
