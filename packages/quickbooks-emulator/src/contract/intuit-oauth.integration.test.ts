import OAuthClient from 'intuit-oauth';
import { expect, test } from 'vitest';
import { served, threeHours } from './served.js';

const server = served();

/** The package's addresses are static; the API's base is the one setting its own method does not reach. */
function connect() {
  const { clientId, clientSecret } = server.grant;
  const client = new OAuthClient({ clientId, clientSecret, environment: 'sandbox', redirectUri: 'http://localhost/callback' });
  client.setAuthorizeURLs({
    authorizeEndpoint: `${server.url}/connect/oauth2`,
    tokenEndpoint: `${server.url}/oauth2/v1/tokens/bearer`,
    revokeEndpoint: `${server.url}/v2/oauth2/tokens/revoke`,
    userInfoEndpoint: `${server.url}/v1/openid_connect/userinfo`,
  });
  return client;
}

test('intuit-oauth: consent, tokens, who signed in, an API call, refresh, revoke', async () => {
  const client = connect();
  const address = client.authorizeUri({ scope: [OAuthClient.scopes.Accounting!, OAuthClient.scopes.OpenId!, OAuthClient.scopes.Email!], state: 's3cret' });
  const form = new URL(address).searchParams;
  form.set('realmId', server.grant.realmId);
  form.set('decision', 'connect');
  const decided = await fetch(`${server.url}/connect/oauth2`, { method: 'POST', redirect: 'manual', body: form });
  const token = (await client.createToken(decided.headers.get('location')!)).getToken() as { access_token: string; refresh_token: string; realmId: string; id_token: string };
  expect(token).toMatchObject({ access_token: expect.stringMatching(/^eyJ/), realmId: server.grant.realmId, id_token: expect.stringMatching(/^eyJ/) });
  expect(client.isAccessTokenValid()).toBe(true);
  expect(((await client.getUserInfo()) as { json: unknown }).json).toMatchObject({ email: 'dana.reed@example.com' });

  const base = `${server.url}/v3/company/${server.grant.realmId}`;
  const made = await client.makeApiCall({ url: `${base}/invoice?minorversion=75`, method: 'POST', headers: { 'Content-Type': 'application/json', Accept: 'application/json' }, body: JSON.stringify(threeHours()) });
  expect((made as { json: unknown }).json).toMatchObject({ Invoice: { TotalAmt: 450 } });

  const refreshed = (await client.refresh()).getToken() as { refresh_token: string };
  expect(refreshed.refresh_token).not.toBe(token.refresh_token);
  await client.revoke();
  expect(server.emulator.state.companies()[0]!.connected).toBe(false);
});
