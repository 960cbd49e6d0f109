import type { IncomingHttpHeaders } from "node:http";
import { isDeepStrictEqual } from "node:util";
import { fromNodeHeaders } from "better-auth/node";
import type { Container } from "../container.js";
import { bearerKey, hashApiKey } from "./api-keys.js";
import type { Auth } from "./auth.js";
import type { Caller } from "./caller.js";
import { roleIn } from "./members.js";
import type { Scope } from "./scopes.js";

/** An `Authorization` header that names no live key: never treated as an anonymous request. */
export class BadKeyError extends Error {
  override readonly name = "BadKeyError";
}

/**
 * Who sent a request: a person by session cookie, a machine by API key, or nobody.
 * @throws BadKeyError when a key was sent that is unknown, expired or revoked.
 */
export async function identify({ auth, findKey }: { auth: Auth; findKey: Container["findKey"] }, headers: IncomingHttpHeaders): Promise<Caller | null> {
  if (headers.authorization !== undefined) {
    const secret = bearerKey(headers.authorization);
    const found = secret ? await findKey(hashApiKey(secret)) : null;
    if (!found) throw new BadKeyError("This API key is unknown, expired or revoked. Send a live one as \"Authorization: Bearer tk_...\".");
    return { kind: "api-key", id: found.key.id, name: found.key.name, scopes: found.key.scopes as Scope[], firmId: found.firmId };
  }
  if (!headers.cookie) return null;
  const signedIn = await auth.api.getSession({ headers: fromNodeHeaders(headers) });
  const firmId = signedIn?.session.activeOrganizationId;
  if (!signedIn || !firmId) return null;
  const role = await roleIn(auth, firmId, signedIn.user.id);
  if (!role) return null;
  const { user, session } = signedIn;
  return { kind: "person", id: user.id, name: user.name, email: user.email, role, firmId, sessionId: session.id, hasTwoFactor: user.twoFactorEnabled === true };
}

/** Whether the same request, sent now, would come from the same caller with the same rights. */
export async function mayStillListen(app: Parameters<typeof identify>[0], headers: IncomingHttpHeaders, caller: Caller | null): Promise<boolean> {
  try {
    return isDeepStrictEqual(await identify(app, headers), caller);
  } catch (error) {
    if (error instanceof BadKeyError) return false;
    throw error;
  }
}
