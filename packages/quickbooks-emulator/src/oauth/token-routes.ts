import type { Hono } from 'hono';
import type { Outgoing } from '../faults/answer-effects.js';
import type { World } from '../kernel/world.js';
import { accessLifetimeSeconds, type IssuedTokens, type OAuthClient } from './grants.js';
import { type OpenIdKeys, hostOf } from './openid.js';
import { refusedForNow } from './refused-for-now.js';
import { type OAuthAnswer, withFaults } from './with-faults.js';

/** Token and revoke endpoints (reference 10.3 to 10.5; error bodies recorded where graded so there). */
export function mountTokens(app: Hono, world: World, keys: OpenIdKeys): void {
  app.post('/oauth2/v1/tokens/bearer', async (context) => {
    const form = new URLSearchParams(await context.req.text());
    const target = { entity: 'token', operation: 'token', text: `grant_type=${form.get('grant_type')}` };
    const run = (): OAuthAnswer => {
      const client = authenticate(world, context.req.raw, form);
      if (!client) return { status: 401, body: { error: 'invalid_client' } };
      const refusal = refusedForNow(world, world.grants.findByRefresh(form.get('refresh_token') ?? ''));
      if (refusal) return refusal;
      const issued = grantTokens(world, form, client);
      if ('error' in issued) return { status: 400, body: issued };
      return { status: 200, body: tokenBody(issued, context.req.header('x-include-refresh-token-hard-expires-in') === 'true', keys, hostOf(context)) };
    };
    return withFaults(world, context.req.raw, target, run, (answer) => written(world, 'token', context.req.path, answer));
  });

  app.post('/v2/oauth2/tokens/revoke', async (context) => {
    const text = await context.req.text();
    const run = (): OAuthAnswer => {
      const form = readTokenBody(text);
      const client = authenticate(world, context.req.raw, form);
      if (!client) return { status: 401, body: { error: 'invalid_client' } };
      // The 400 body is assumed.
      if (!world.grants.revoke(form.get('token') ?? '')) return { status: 400, body: { error: 'invalid_request' } };
      return { status: 200, body: undefined };
    };
    return withFaults(world, context.req.raw, { entity: 'token', operation: 'revoke', text: '' }, run, (answer) => written(world, 'revoke', context.req.path, answer));
  });
}

/** Basic authentication, or client id and secret in the form (both advertised by the discovery document). */
function authenticate(world: World, request: Request, form: URLSearchParams): OAuthClient | undefined {
  const basic = /^Basic\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  const pair = basic === undefined ? undefined : Buffer.from(basic, 'base64').toString('utf8');
  const colon = pair?.indexOf(':') ?? -1;
  const id = pair === undefined ? form.get('client_id') : pair.slice(0, colon);
  const secret = pair === undefined ? form.get('client_secret') : pair.slice(colon + 1);
  return world.clients.find((client) => client.clientId === id && client.clientSecret === secret);
}

function grantTokens(world: World, form: URLSearchParams, client: OAuthClient): IssuedTokens | { error: string; error_description?: string } {
  const type = form.get('grant_type');
  if (type === 'authorization_code') {
    const code = form.get('code');
    const redirectUri = form.get('redirect_uri');
    if (!code || !redirectUri) return { error: 'invalid_request' };
    return world.grants.exchangeCode(code, client.clientId, redirectUri) ?? { error: 'invalid_grant' };
  }
  if (type === 'refresh_token') {
    const token = form.get('refresh_token');
    if (!token) return { error: 'invalid_request' };
    return world.grants.refresh(token, client.clientId) ?? { error: 'invalid_grant', error_description: 'Incorrect or invalid refresh token' };
  }
  return { error: type ? 'unsupported_grant_type' : 'invalid_request' };
}

function tokenBody(issued: IssuedTokens, withHardExpiry: boolean, keys: OpenIdKeys, host: string): object {
  const scopes = issued.grant.scope.split(' ');
  return {
    token_type: 'bearer',
    expires_in: accessLifetimeSeconds,
    refresh_token: issued.refreshToken,
    x_refresh_token_expires_in: issued.refreshExpiresIn,
    ...(withHardExpiry ? { x_refresh_token_hard_expires_in: issued.hardExpiresIn } : {}),
    access_token: issued.accessToken,
    ...(scopes.includes('openid') ? { id_token: keys.idToken(issued.grant, host) } : {}),
  };
}

/** Intuit documents JSON; its own client libraries send it so, others send a form. */
function readTokenBody(text: string): URLSearchParams {
  try {
    const body = JSON.parse(text) as { token?: unknown };
    return new URLSearchParams(typeof body.token === 'string' ? { token: body.token } : {});
  } catch {
    return new URLSearchParams(text);
  }
}

/** The answer as it leaves; it is in the journal by then. */
function written(world: World, operation: 'token' | 'revoke', path: string, { status, body, contentType }: OAuthAnswer): Outgoing {
  const tid = `1-${world.random.hex(8)}-${world.random.hex(24)}`;
  const error = (body as { error?: string } | undefined)?.error;
  world.requests.add({
    at: new Date(world.virtualClock.now()).toISOString(),
    method: 'POST',
    path,
    entity: 'token',
    operation,
    status,
    metered: false,
    intuitTid: tid,
    durationMs: 0,
    ...(error === undefined ? {} : { faultCode: error }),
  });
  return {
    status,
    headers: { 'content-type': contentType ?? 'application/json;charset=utf-8', 'cache-control': 'no-store', intuit_tid: tid },
    body: body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body),
  };
}
