import type { Context } from 'hono';

/** Anything a caller of the control plane did wrong, in a sentence. */
export class ControlError extends Error {
  readonly status: 400 | 404;

  constructor(status: 400 | 404, message: string) {
    super(message);
    this.status = status;
  }
}

/** A JSON object, `{}` when the body is empty. */
export async function bodyOf<Body extends object>(context: Context): Promise<Body> {
  const text = await context.req.text();
  try {
    const body: unknown = text.trim() === '' ? {} : JSON.parse(text);
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Body;
  } catch {
    // Falls through to the one sentence for every unreadable body.
  }
  throw new ControlError(400, 'The body must be a JSON object.');
}
