/** How bodies travel: both directions know both (Intuit, rest-api-features; older SDKs speak XML only). */
export type Format = 'json' | 'xml';

/** Format of a request body by its Content-Type; JSON where none is told. */
export function sentFormat(contentType: string | null): Format {
  return contentType !== null && /\bxml\b/i.test(contentType) ? 'xml' : 'json';
}

/**
 * Format of the answer: the first of JSON and XML that Accept names; else that of the body sent (assumed); else XML,
 * the API's historical default. Reports come as JSON where nothing is named (a client without an Accept got JSON, consolibyte/quickbooks-php#128).
 */
export function wantedFormat(accept: string | null, contentType: string | null): Format {
  const named = /\b(json|xml)\b/i.exec(accept ?? '')?.[1] ?? /\b(json|xml)\b/i.exec(contentType ?? '')?.[1];
  return named?.toLowerCase() === 'json' ? 'json' : 'xml';
}
