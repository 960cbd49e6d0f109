/** @jsxImportSource hono/jsx */
import type { Context, Hono } from 'hono';
import { takeFault } from '../faults/take-fault.js';
import type { World } from '../kernel/world.js';
import { ConsentPage, ErrorPage } from './authorize-page.js';

type AuthorizeRequest = { clientId: string; appName: string | undefined; redirectUri: string; state: string; scope: string };

/** Scopes Intuit's own client library knows; the last six are handed out on request only. */
const knownScopes = new Set([
  'com.intuit.quickbooks.accounting',
  'com.intuit.quickbooks.payment',
  'openid',
  'profile',
  'email',
  'phone',
  'address',
  'payroll.compensation.read',
  'project-management.project',
  'app-foundations.custom-dimensions.read',
  'app-foundations.custom-field-definitions',
  'time-tracking.time-entry',
  'indirect-tax.tax-calculation.quickbooks',
]);

/**
 * The authorize page (reference 10.2): a bad client id or redirect URI shows an error page and never redirects; a bad
 * scope redirects with `invalid_scope`, refusal with `access_denied`, consent with code, state and realmId.
 */
export function mountAuthorize(app: Hono, world: World): void {
  app.get('/connect/oauth2', (context) => {
    const params = new URL(context.req.url).searchParams;
    const request = readRequest(world, params);
    if (typeof request === 'string') return showError(context, request);
    if (!request.scope.split(' ').every((scope) => knownScopes.has(scope))) return context.redirect(callback(request, { error: 'invalid_scope' }));
    // The company made last stands first: it is the one somebody has just made for this app.
    const companies = world.companies().toReversed();
    if (companies.length === 0) return showError(context, 'There is no company to connect to.');
    const hidden = { client_id: request.clientId, redirect_uri: request.redirectUri, response_type: 'code', state: request.state, scope: request.scope };
    // Nobody may put the consent into a frame of their own.
    context.header('content-security-policy', "frame-ancestors 'none'");
    return context.html(<ConsentPage appName={request.appName} companies={companies} params={hidden} />);
  });

  app.post('/connect/oauth2', async (context) => {
    const form = new URLSearchParams(await context.req.text());
    const request = readRequest(world, form);
    if (typeof request === 'string') return showError(context, request);
    if (form.get('decision') !== 'connect') return context.redirect(callback(request, { error: 'access_denied' }));
    const then = takeFault(world, context.req.raw, { entity: 'authorize', operation: 'authorize', text: form.toString() }) ?? {};
    const realmId = chosenCompany(world, form.get('realmId') ?? '', then.switchCompany);
    if (!world.find(realmId)) return showError(context, 'Choose a company.');
    const email = form.get('email')?.trim() || undefined;
    if (email !== undefined && !/^[^\s@]+@[^\s@]+$/.test(email)) return showError(context, 'Sign in with an e-mail address.');
    const { clientId, redirectUri } = request;
    const code = world.grants.issueCode({ clientId, redirectUri, scope: then.scope ?? request.scope, realmId, ...(email === undefined ? {} : { email }) });
    return context.redirect(callback(request, { code, realmId }));
  });
}

/** The company of the form, unless a fault has the person choose another. */
function chosenCompany(world: World, realmId: string, switched: string | undefined): string {
  if (switched === undefined) return realmId;
  if (switched !== 'another') return switched;
  return world.companies().find((company) => company.realmId !== realmId)?.realmId ?? realmId;
}

/** The request's parameters, or what is wrong with them in a sentence. */
function readRequest(world: World, params: URLSearchParams): AuthorizeRequest | string {
  const clientId = params.get('client_id') ?? '';
  const client = world.clients.find((candidate) => candidate.clientId === clientId);
  if (!client) return 'The client_id parameter is missing or unknown.';
  const redirectUri = params.get('redirect_uri') ?? '';
  // Equal to a registered one to the letter (Intuit, oauth-2.0).
  const isRegistered = client.redirectUris === undefined || client.redirectUris.length === 0 || client.redirectUris.includes(redirectUri);
  if (!isRegistered || !URL.canParse(redirectUri)) return 'The redirect_uri query parameter value is invalid. It must match the registered one exactly.';
  if (params.get('response_type') !== 'code') return 'The response_type query parameter must be "code".';
  const state = params.get('state') ?? '';
  if (state === '') return 'The state query parameter is missing.';
  const scope = params.get('scope')?.trim() ?? '';
  if (scope === '') return 'The scope query parameter is missing.';
  return { clientId, appName: client.name, redirectUri, state, scope };
}

function callback(request: AuthorizeRequest, answer: Record<string, string>): string {
  const url = new URL(request.redirectUri);
  const { code, ...rest } = answer;
  for (const [name, value] of Object.entries({ ...(code === undefined ? {} : { code }), state: request.state, ...rest })) url.searchParams.set(name, value);
  return url.href;
}

function showError(context: Context, message: string) {
  return context.html(<ErrorPage message={message} />, 400);
}
