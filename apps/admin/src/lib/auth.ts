import { createAuthClient } from "better-auth/client";
import { twoFactorClient } from "better-auth/client/plugins";

/** Sign-in and sign-out; who is signed in is asked of the API (`viewer`). The session is an http-only cookie, never in reach of scripts. */
export const auth = createAuthClient({ plugins: [twoFactorClient()] });
