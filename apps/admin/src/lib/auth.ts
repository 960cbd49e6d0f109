import { passkeyClient } from "@better-auth/passkey/client";
import { createAuthClient } from "better-auth/client";
import { twoFactorClient } from "better-auth/client/plugins";

/** Sign-in and sign-out; who is signed in is asked of the API (`viewer`). The session is an http-only cookie, never in reach of scripts. */
export const auth = createAuthClient({ plugins: [twoFactorClient(), passkeyClient()] });

/** Whether this browser can keep and use passkeys here: it knows them, and the address is one it trusts with them. */
export const knowsPasskeys = typeof window !== "undefined" && window.isSecureContext && "PublicKeyCredential" in window;

/** Whether the person closed the browser's question: nothing went wrong, and there is nothing to say. */
export function isCancelled(error: object): boolean {
  return "code" in error && (error.code === "AUTH_CANCELLED" || error.code === "ERROR_CEREMONY_ABORTED");
}
