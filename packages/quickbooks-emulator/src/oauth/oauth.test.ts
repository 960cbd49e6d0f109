import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createEmulator, defaultClient, type EmulatorOptions } from '../emulator.js';
import { testNow } from '../testing/client.js';
import { smallCompany } from '../testing/small-company.js';

const redirectUri = 'https://hub.example.com/callback';
const basic = `Basic ${Buffer.from(`${defaultClient.clientId}:${defaultClient.clientSecret}`).toString('base64')}`;

function intuit(options: EmulatorOptions = {}) {
  const emulator = createEmulator({ clock: { now: () => testNow }, companies: [smallCompany()], publicUrl: 'http://qb.test', ...options });
  const fetch = (path: string, init?: RequestInit) => emulator.fetch(new Request(`http://qb.test${path}`, { redirect: 'manual', ...init }));
  const authorizeParams = (changes: Record<string, string> = {}) =>
    new URLSearchParams({ client_id: defaultClient.clientId, response_type: 'code', scope: 'com.intuit.quickbooks.accounting openid email', redirect_uri: redirectUri, state: 's-1', ...changes });
  const decide = async (decision: string, changes: Record<string, string> = {}) => {
    const body = authorizeParams({ realmId: '9130350000000017', decision, ...changes });
    const answer = await fetch('/connect/oauth2', { method: 'POST', body });
    return { status: answer.status, params: answer.headers.has('location') ? new URL(answer.headers.get('location')!).searchParams : undefined };
  };
  const token = async (form: Record<string, string>, headers: Record<string, string> = {}) => {
    const answer = await fetch('/oauth2/v1/tokens/bearer', { method: 'POST', headers: { authorization: basic, ...headers }, body: new URLSearchParams(form) });
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, string> };
  };
  const consent = async () => (await token({ grant_type: 'authorization_code', code: (await decide('connect')).params!.get('code')!, redirect_uri: redirectUri })).body;
  const company = async (accessToken: string) => {
    const answer = await fetch('/v3/company/9130350000000017/companyinfo/9130350000000017', { headers: { authorization: `Bearer ${accessToken}`, accept: 'application/json' } });
    return { status: answer.status, headers: answer.headers, body: JSON.parse(await answer.text()) };
  };
  return { emulator, fetch, authorizeParams, decide, token, consent, company };
}

describe('discovery', () => {
  test('both documents are there, with every address on this server', async () => {
    const { fetch } = intuit();
    for (const name of ['openid_sandbox_configuration', 'openid_configuration']) {
      const document = (await (await fetch(`/.well-known/${name}`)).json()) as Record<string, string>;
      for (const member of ['issuer', 'authorization_endpoint', 'token_endpoint', 'userinfo_endpoint', 'revocation_endpoint', 'jwks_uri']) {
        expect(document[member]).toMatch(/^http:\/\/qb\.test\//);
      }
    }
  });
});

describe('the consent page', () => {
  test('asks which company, as a form that works without scripts', async () => {
    const { fetch, authorizeParams } = intuit();
    const answer = await fetch(`/connect/oauth2?${authorizeParams()}`);
    const page = await answer.text();
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(page).toContain('<form method="post" action="/connect/oauth2">');
    expect(page).toContain('<legend>Company</legend>');
    expect(page).toMatch(/<label><input type="radio" name="realmId" value="9130350000000017" checked=""/);
    expect(page).toContain('Quay Street Partners');
    expect(page).not.toContain('<script');
  });

  test('names the app, and offers the company made last first', async () => {
    const other = { ...smallCompany(), name: 'Made Later LLC', realmId: '9130350000000018' };
    const { fetch, authorizeParams } = intuit({ companies: [smallCompany(), other], clients: [{ ...defaultClient, name: 'Tieout' }] });
    const page = await (await fetch(`/connect/oauth2?${authorizeParams()}`)).text();
    expect(page).toContain('Connect Tieout to your company');
    expect(page).not.toContain(`>${defaultClient.clientId}<`);
    expect(page).toMatch(/value="9130350000000018" checked=""/);
  });

  test('somebody signs in before a company is chosen, and is who the app is told of', async () => {
    const { fetch, authorizeParams, decide, token } = intuit();
    const page = await (await fetch(`/connect/oauth2?${authorizeParams()}`)).text();
    expect(page).toMatch(/<legend>Signed in as<\/legend>.*<input type="email" name="email" value="dana.reed@example.com".*<legend>Company<\/legend>/s);
    const told = async (changes: Record<string, string>) => {
      const code = (await decide('connect', { scope: 'openid email profile', ...changes })).params!.get('code')!;
      const { access_token } = (await token({ grant_type: 'authorization_code', code, redirect_uri: redirectUri })).body;
      return (await (await fetch('/v1/openid_connect/userinfo', { headers: { authorization: `Bearer ${access_token}` } })).json()) as Record<string, string>;
    };
    const [dana, ada, again] = [await told({}), await told({ email: 'ada.okafor@example.com' }), await told({ email: 'Ada.Okafor@example.com' })];
    expect(dana).toMatchObject({ email: 'dana.reed@example.com', givenName: 'Dana' });
    expect(ada).toMatchObject({ email: 'ada.okafor@example.com', givenName: 'Ada', familyName: 'Okafor' });
    expect([ada.sub === dana.sub, again.sub === ada.sub]).toEqual([false, true]);
    expect((await decide('connect', { email: 'nobody' })).status).toBe(400);
  });

  test('consent comes back with code, state and realm; refusal with access_denied', async () => {
    const { decide } = intuit();
    const agreed = await decide('connect');
    expect(agreed.status).toBe(302);
    expect([agreed.params!.get('state'), agreed.params!.get('realmId')]).toEqual(['s-1', '9130350000000017']);
    expect(agreed.params!.get('code')).toMatch(/^AB11/);
    expect(Object.fromEntries((await decide('refuse')).params!)).toEqual({ state: 's-1', error: 'access_denied' });
  });

  test.each([
    ['an unknown client', { client_id: 'nobody' }],
    ['another redirect address', { redirect_uri: 'https://hub.example.com/callback/' }],
    ['no state', { state: '' }],
    ['another response type', { response_type: 'token' }],
  ])('%s shows an error page and never redirects', async (_what, changes) => {
    const { fetch, authorizeParams } = intuit({ clients: [{ ...defaultClient, redirectUris: [redirectUri] }] });
    const answer = await fetch(`/connect/oauth2?${authorizeParams(changes as never)}`);
    expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
  });

  test('a scope Intuit does not know comes back as invalid_scope', async () => {
    const { fetch, authorizeParams } = intuit();
    const answer = await fetch(`/connect/oauth2?${authorizeParams({ scope: 'everything' })}`);
    expect(new URL(answer.headers.get('location')!).searchParams.get('error')).toBe('invalid_scope');
  });
});

describe('tokens', () => {
  test('a code is exchanged for tokens with Intuit\'s members and lifetimes', async () => {
    const { decide, token, company } = intuit();
    const code = (await decide('connect')).params!.get('code')!;
    const { status, headers, body } = await token({ grant_type: 'authorization_code', code, redirect_uri: redirectUri }, { 'x-include-refresh-token-hard-expires-in': 'true' });
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toMatchObject({ token_type: 'bearer', expires_in: 3600, x_refresh_token_expires_in: 8726400, x_refresh_token_hard_expires_in: 157680000 });
    expect(body.refresh_token).toMatch(/^RT1-\d\d-H0-\d{10}[a-z2-7]+$/);
    expect((await company(body.access_token!)).body.CompanyInfo.CompanyName).toBe('Quay Street Partners');
  });

  test('a code works once; using it again ends the first exchange', async () => {
    const { decide, token, company } = intuit();
    const form = { grant_type: 'authorization_code', code: (await decide('connect')).params!.get('code')!, redirect_uri: redirectUri };
    const first = (await token(form)).body;
    expect(await token(form)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect((await company(first.access_token!)).status).toBe(401);
  });

  test('a code is refused after five minutes and for another redirect address', async () => {
    const { emulator, decide, token } = intuit();
    const code = async () => (await decide('connect')).params!.get('code')!;
    expect((await token({ grant_type: 'authorization_code', code: await code(), redirect_uri: `${redirectUri}/` })).body.error).toBe('invalid_grant');
    const late = await code();
    emulator.advance(300_000);
    expect((await token({ grant_type: 'authorization_code', code: late, redirect_uri: redirectUri })).body.error).toBe('invalid_grant');
  });

  test('wrong secrets are 401, missing parameters and unknown grants 400', async () => {
    const { token } = intuit();
    expect(await token({ grant_type: 'refresh_token', refresh_token: 'x' }, { authorization: 'Basic bm86bm8=' })).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    expect(await token({ grant_type: 'refresh_token' })).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
    expect(await token({ grant_type: 'password' })).toMatchObject({ status: 400, body: { error: 'unsupported_grant_type' } });
  });

  test('an access token lives an hour; the fault names the token', async () => {
    const { emulator, consent, company } = intuit();
    const { access_token: accessToken } = await consent();
    emulator.advance(3_599_000);
    expect((await company(accessToken!)).status).toBe(200);
    emulator.advance(1_000);
    const expired = await company(accessToken!);
    expect(expired.status).toBe(401);
    expect(expired.headers.get('www-authenticate')).toContain('invalid_token');
    expect(expired.body.fault).toEqual({
      error: [{ message: 'message=AuthenticationFailed; errorCode=003200; statusCode=401', detail: `Token expired: ${accessToken}`, code: '3200', element: null }],
      type: 'AUTHENTICATION',
    });
    expect(expired.body.time).toBe(testNow + 3_600_000);
    expect(JSON.stringify(emulator.journal)).not.toContain(accessToken);
  });

  test('every refresh answers a new refresh token and the old one dies at once', async () => {
    const { consent, token, company } = intuit();
    const first = await consent();
    const second = (await token({ grant_type: 'refresh_token', refresh_token: first.refresh_token! })).body;
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(await token({ grant_type: 'refresh_token', refresh_token: first.refresh_token! })).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant', error_description: 'Incorrect or invalid refresh token' },
    });
    expect((await company(first.access_token!)).status).toBe(200);
    expect((await company(second.access_token!)).status).toBe(200);
  });

  test('with daily rotation the value stays for a day', async () => {
    const { emulator, consent, token } = intuit({ settings: { refreshRotation: 'daily' } });
    const first = await consent();
    const refreshed = async () => (await token({ grant_type: 'refresh_token', refresh_token: first.refresh_token! })).body.refresh_token;
    expect(await refreshed()).toBe(first.refresh_token);
    emulator.advance(86_400_001);
    expect(await refreshed()).not.toBe(first.refresh_token);
  });

  test('with grace the value before is good for a day more, and answers yet another', async () => {
    const { emulator, consent, token } = intuit({ settings: { refreshRotation: 'grace' } });
    const first = (await consent()).refresh_token!;
    const refresh = (refreshToken: string) => token({ grant_type: 'refresh_token', refresh_token: refreshToken });
    const second = (await refresh(first)).body.refresh_token!;
    expect(second).not.toBe(first);
    emulator.advance(86_399_000);
    const third = (await refresh(first)).body.refresh_token!;
    expect([first, second]).not.toContain(third);
    emulator.advance(2_000);
    expect((await refresh(first)).status).toBe(400);
    expect((await refresh(third)).status).toBe(200);
  });

  test('a dead value that comes again ends the connection, where set', async () => {
    const { consent, token, company } = intuit({ settings: { refreshReuse: 'ends-connection' } });
    const first = await consent();
    const second = (await token({ grant_type: 'refresh_token', refresh_token: first.refresh_token! })).body;
    expect((await company(second.access_token!)).status).toBe(200);
    await token({ grant_type: 'refresh_token', refresh_token: first.refresh_token! });
    expect((await token({ grant_type: 'refresh_token', refresh_token: second.refresh_token! })).body.error).toBe('invalid_grant');
    expect((await company(second.access_token!)).status).toBe(401);
  });

  test('a refresh token dies after 101 days without use', async () => {
    const { emulator, consent, token } = intuit();
    const { refresh_token: refreshToken } = await consent();
    emulator.advance(8_726_400_000);
    expect((await token({ grant_type: 'refresh_token', refresh_token: refreshToken! })).body.error).toBe('invalid_grant');
  });

  test('a token of one company is no key to another', async () => {
    const { emulator, consent, fetch } = intuit();
    const other = emulator.createCompany({ ...smallCompany(), realmId: '9130350000000018', name: 'Other' });
    const { access_token: accessToken } = await consent();
    const answer = await fetch(`/v3/company/${other}/preferences`, { headers: { authorization: `Bearer ${accessToken}`, accept: 'application/json' } });
    expect(answer.status).toBe(403);
    expect(((await answer.json()) as { fault: { error: { code: string }[] } }).fault.error[0]!.code).toBe('3100');
  });

  test('revoking either token ends the grant, and so does the person in QuickBooks', async () => {
    const { emulator, fetch, consent, token, company } = intuit();
    const revoke = (body: string, headers = { authorization: basic, 'content-type': 'application/json' }) => fetch('/v2/oauth2/tokens/revoke', { method: 'POST', headers, body });
    const first = await consent();
    expect((await revoke(JSON.stringify({ token: first.refresh_token }))).status).toBe(200);
    expect((await company(first.access_token!)).status).toBe(401);
    expect((await revoke(JSON.stringify({ token: first.refresh_token }))).status).toBe(400);
    const second = await consent();
    expect(emulator.state.companies()[0]!.connected).toBe(true);
    emulator.revokeGrant('9130350000000017');
    expect(emulator.state.companies()[0]!.connected).toBe(false);
    expect((await token({ grant_type: 'refresh_token', refresh_token: second.refresh_token! })).body.error).toBe('invalid_grant');
  });

  test('the id token is signed with the published key', async () => {
    const { fetch, consent } = intuit();
    const { id_token: idToken, access_token: accessToken } = await consent();
    const [header, payload, signature] = idToken!.split('.') as [string, string, string];
    const { keys } = (await (await fetch('/op/v1/jwks')).json()) as { keys: [Record<string, string>] };
    const key = createPublicKey({ key: keys[0], format: 'jwk' });
    expect(verify('RSA-SHA256', Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url'))).toBe(true);
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({ iss: 'http://qb.test/op/v1', aud: [defaultClient.clientId], realmid: '9130350000000017' });
    const person = await fetch('/v1/openid_connect/userinfo', { headers: { authorization: `Bearer ${accessToken}`, accept: 'application/json' } });
    expect(await person.json()).toMatchObject({ email: 'dana.reed@example.com', emailVerified: true });
  });

  test('under Intuit\'s host names the documents and tokens are Intuit\'s own', async () => {
    const { fetch } = intuit();
    const document = (await (await fetch('/.well-known/openid_sandbox_configuration', { headers: { host: 'developer.api.intuit.com' } })).json()) as Record<string, unknown>;
    expect(document).toMatchObject({
      issuer: 'https://oauth.platform.intuit.com/op/v1',
      authorization_endpoint: 'https://appcenter.intuit.com/connect/oauth2',
      token_endpoint: 'https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer',
      jwks_uri: 'https://oauth.platform.intuit.com/op/v1/jwks',
    });
  });
});
