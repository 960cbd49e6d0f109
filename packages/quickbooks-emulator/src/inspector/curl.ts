import type { JournalEntry } from '../kernel/state.js';

/**
 * The request as a command for a shell. The token is never journalled: the command reads it from `ACCESS_TOKEN`.
 * A `requestid` is left out on purpose: repeating it would only replay the stored answer. Nothing when the journal no
 * longer holds all of the request: bodies are kept of the newest requests only, long ones are cut (they end in "…"), and
 * of query strings only the statement of a query is kept.
 */
export function asCurl(publicUrl: string, { method, path, operation, requestBody }: JournalEntry): string | undefined {
  const hasBody = method === 'POST';
  if (operation === 'cdc' || operation === 'upload' || (hasBody && operation !== 'send' && requestBody === undefined) || requestBody?.endsWith('…')) return undefined;
  const query = operation === 'delete' || operation === 'void' ? `?operation=${operation}` : '';
  const parts = [
    `curl ${hasBody ? '-X POST' : '-G'} ${quoted(`${publicUrl}${path}${query}`)}`,
    `-H "Authorization: Bearer $ACCESS_TOKEN"`,
    `-H ${quoted(`Accept: ${accepted(operation, requestBody)}`)}`,
  ];
  if (hasBody && requestBody !== undefined) {
    parts.push(`-H ${quoted(`Content-Type: ${contentType(requestBody)}`)}`, `--data-raw ${quoted(requestBody)}`);
  } else if (requestBody !== undefined) {
    parts.push(`--data-urlencode ${quoted(`query=${requestBody}`)}`);
  }
  return parts.join(' \\\n  ');
}

function accepted(operation: string | undefined, body: string | undefined): string {
  if (operation === 'pdf') return 'application/pdf';
  return /^\s*</.test(body ?? '') ? 'application/xml' : 'application/json';
}

function contentType(body: string): string {
  if (/^\s*[{[]/.test(body)) return 'application/json';
  if (/^\s*</.test(body)) return 'application/xml';
  return /^\s*select\b/i.test(body) ? 'application/text' : 'application/x-www-form-urlencoded';
}

function quoted(value: string): string {
  return `'${value.replaceAll("'", String.raw`'\''`)}'`;
}
