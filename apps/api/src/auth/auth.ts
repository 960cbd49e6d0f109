import { hkdfSync } from "node:crypto";
import { passkey } from "@better-auth/passkey";
import { newId, whereOf, type Role } from "@tieout/domain";
import type { VaultKey } from "@tieout/store";
import { betterAuth } from "better-auth";
import { APIError, createAuthMiddleware, getSessionFromCtx } from "better-auth/api";
import { organization, twoFactor } from "better-auth/plugins";
import { createAccessControl } from "better-auth/plugins/access";
import { Pool } from "pg";
import type { Logger } from "pino";
import { surviveLostConnections } from "../lost-connections.js";
import { hashPassword, verifyPassword } from "./password-hash.js";

export interface AuthOptions {
  databaseUrl: string;
  publicUrl: string;
  /** Other addresses the same server is reached at, for the origin check. */
  origins: readonly string[];
  encryptionKeys: readonly VaultKey[];
  logger: Logger;
}

/** The paths of better-auth a browser may call; accounts, firms and invitations are made through GraphQL only. */
export const openAuthPaths: readonly string[] = [
  "/sign-in/email",
  "/sign-out",
  "/get-session",
  "/list-sessions",
  "/revoke-session",
  "/revoke-other-sessions",
  "/change-password",
  "/two-factor/enable",
  "/two-factor/disable",
  "/two-factor/get-totp-uri",
  "/two-factor/verify-totp",
  "/two-factor/verify-backup-code",
  "/two-factor/generate-backup-codes",
  "/passkey/generate-register-options",
  "/passkey/verify-registration",
  "/passkey/generate-authenticate-options",
  "/passkey/verify-authentication",
  "/passkey/list-user-passkeys",
  "/passkey/delete-passkey",
];

/** A session ends for good after 12 hours (ASVS 7.3.2). */
const sessionSeconds = 12 * 60 * 60;

/** A new way to sign in is added only this soon after signing in: who finds a desk unattended cannot add theirs (ASVS 7.5.1). */
const freshSeconds = 10 * 60;

export type Auth = ReturnType<typeof createAuth>["auth"];

/** Sign-in by password and TOTP, or by passkey, over the schema `auth`; an organization is a firm and has its id. */
export function createAuth({ databaseUrl, publicUrl, origins, encryptionKeys, logger }: AuthOptions) {
  const pool = new Pool({ connectionString: databaseUrl, max: 4, options: "-c search_path=auth", application_name: "tieout-auth" });
  surviveLostConnections(pool, (error) => logger.warn(whereOf(error), "a sign-in connection to the database was lost"));
  const control = createAccessControl({ firm: ["belong"] });
  const belongs = control.newRole({ firm: ["belong"] });
  const roles: Record<Role, typeof belongs> = { admin: belongs, bookkeeper: belongs, approver: belongs, staff: belongs, viewer: belongs };

  const auth = betterAuth({
    appName: "Tieout",
    baseURL: publicUrl,
    basePath: "/api/auth",
    trustedOrigins: [publicUrl, ...origins],
    secrets: encryptionKeys.map(({ version, secret }) => ({ version, value: Buffer.from(hkdfSync("sha256", secret, "", "tieout sessions", 32)).toString("base64url") })),
    database: pool,
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 256, password: { hash: hashPassword, verify: verifyPassword } },
    session: { expiresIn: sessionSeconds, disableSessionRefresh: true },
    databaseHooks: {
      session: {
        create: {
          async before(session, context) {
            const member = await context?.context.adapter.findOne<{ organizationId: string }>({ model: "member", where: [{ field: "userId", value: session.userId }] });
            return { data: { ...session, activeOrganizationId: member?.organizationId ?? null } };
          },
        },
      },
    },
    advanced: {
      cookiePrefix: "tieout",
      useSecureCookies: publicUrl.startsWith("https://"),
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax", path: "/" },
      database: { generateId: () => newId() },
    },
    rateLimit: { enabled: true, storage: "database", window: 60, max: 300, customRules: { "/sign-in/email": { window: 60, max: 20 }, "/two-factor/*": { window: 60, max: 10 }, "/passkey/verify-authentication": { window: 60, max: 20 } } },
    hooks: { before: requireFreshSession },
    plugins: [
      organization({ ac: control, roles, creatorRole: "admin", schema: { invitation: { additionalFields: { tokenHash: { type: "string", required: true, input: false } } } } }),
      twoFactor({ issuer: "Tieout" }),
      passkey({
        rpName: "Tieout",
        rpID: new URL(publicUrl).hostname,
        origin: [publicUrl, ...origins].map((url) => new URL(url).origin),
        authenticatorSelection: { residentKey: "required", userVerification: "required" },
        registration: { afterVerification: async ({ verification }) => requirePerson(verification.registrationInfo?.userVerified) },
        authentication: { afterVerification: async ({ verification }) => requirePerson(verification.authenticationInfo.userVerified) },
      }),
    ],
    // Left to itself the library prints an unexpected error whole, and PostgreSQL quotes the values at fault: it is thrown to whoever called.
    onAPIError: { throw: true },
    // The library's own words end where a value begins.
    logger: { level: "warn", log: (level, message) => logger[level === "error" ? "error" : "warn"]({ from: "sign-in" }, message.split(":", 1)[0]) },
    telemetry: { enabled: false },
  });
  return { auth, close: () => pool.end() };
}

const requireFreshSession = createAuthMiddleware(async (context) => {
  if (context.path !== "/passkey/generate-register-options") return;
  const signedIn = await getSessionFromCtx(context);
  if (signedIn && Date.now() - signedIn.session.createdAt.getTime() > freshSeconds * 1000) throw new APIError("FORBIDDEN", { code: "SESSION_NOT_FRESH", message: "Sign in again, then add the passkey within ten minutes." });
});

/** A passkey stands for both steps only when the device asked for a finger, a face or a PIN; the plugin asks for that but takes less. */
function requirePerson(isVerified: boolean | undefined): void {
  if (!isVerified) throw new APIError("BAD_REQUEST", { code: "PERSON_NOT_VERIFIED", message: "The device did not ask who you are. Turn on its screen lock, or use another device." });
}
