import type { Hono } from 'hono';
import type { World } from '../kernel/world.js';

/**
 * A person disconnects the apps of a company, as under Apps in QuickBooks: all its consents end, and the browser goes to
 * the app's Disconnect URL with the company in `realmId` (Intuit, technical requirements; further parameters are not
 * documented), else back to the company. Only from this server's own pages: a consent ends by a person's hand.
 */
export function mountDisconnect(app: Hono, world: World): void {
  app.post('/companies/:realmId/disconnect', (context) => {
    const realmId = context.req.param('realmId');
    const site = context.req.header('sec-fetch-site');
    if (site !== undefined && site !== 'same-origin') return context.text('Disconnect on the page of the company.', 403);
    const [connection] = world.connections(realmId);
    if (!world.grants.revokeCompany(realmId)) return context.redirect(`/companies/${realmId}`, 303);
    const target = world.clients.find(({ clientId }) => clientId === connection?.clientId)?.disconnectUrl;
    if (target === undefined) return context.redirect(`/companies/${realmId}`, 303);
    const url = new URL(target);
    url.searchParams.set('realmId', realmId);
    return context.redirect(url.href, 303);
  });
}
