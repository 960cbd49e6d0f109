import { createHmac } from 'node:crypto';
import type { Hono } from 'hono';
import type { WireObject, WireRecord, WireValue } from '../../kernel/company.js';
import type { World } from '../../kernel/world.js';

/** How long a download link lives (recorded: 900 s). */
const lifeMs = 900_000;
const key = 'quickbooks-emulator-downloads';

/** An address a file can be had from for a quarter of an hour, without a token; all of the answer of `GET /download/{id}` (Intuit, attachable page). */
export function temporaryAddress(world: World, realmId: string, id: string): string {
  const expires = world.virtualClock.now() + lifeMs;
  return `${world.publicUrl}/files/${encodeURIComponent(realmId)}/${encodeURIComponent(id)}?expires=${expires}&signature=${signatureOf(realmId, id, String(expires))}`;
}

function signatureOf(realmId: string, id: string, expires: string): string {
  return createHmac('sha256', key).update(`${realmId}/${id}/${expires}`).digest('base64url');
}

/** Adds `TempDownloadUri` to every attachable of an answer that has a file; it is made anew for each answer. */
export function withDownloads(world: World, realmId: string, value: WireValue): WireValue {
  if (Array.isArray(value)) return value.map((item) => withDownloads(world, realmId, item));
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.FileAccessUri === 'string') return { ...value, TempDownloadUri: temporaryAddress(world, realmId, (value as WireRecord).Id) };
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withDownloads(world, realmId, inner)])) as WireObject;
}

/** Serves files at their temporary addresses; 403 after their time, as the store behind QuickBooks does (assumed). */
export function mountFiles(app: Hono, world: World): void {
  app.get('/files/:realmId/:id', (context) => {
    const { realmId, id } = context.req.param();
    const expires = context.req.query('expires') ?? '';
    const isSigned = context.req.query('signature') === signatureOf(realmId, id, expires);
    if (!isSigned || Number(expires) <= world.virtualClock.now()) return context.text('Request has expired', 403);
    const company = world.find(realmId);
    const bytes = company?.files.get(id);
    if (!company || !bytes) return context.text('Not found', 404);
    const { ContentType = 'application/octet-stream', FileName = id }: WireObject = company.get('Attachable', id) ?? {};
    return context.body(bytes, 200, { 'content-type': String(ContentType), 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(String(FileName))}` });
  });
}
