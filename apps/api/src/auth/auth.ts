import { hkdfSync } from "node:crypto";
import { newId, type Role } from "@tieout/domain";
import type { VaultKey } from "@tieout/store";
import { betterAuth } from "better-auth";
import { organization, twoFactor } from "better-auth/plugins";
import { createAccessControl } from "better-auth/plugins/access";
import { Pool } from "pg";
import type { Logger } from "pino";
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
];

/** A session ends for good after 12 hours (ASVS 7.3.2). */
const sessionSeconds = 12 * 60 * 60;

export type Auth = ReturnType<typeof createAuth>["auth"];

/** Sign-in by password and TOTP over the schema `auth`; an organization is a firm and has its id. */
export function createAuth({ databaseUrl, publicUrl, origins, encryptionKeys, logger }: AuthOptions) {
  const pool = new Pool({ connectionString: databaseUrl, max: 4, options: "-c search_path=auth", application_name: "tieout-auth" });
  pool.on("error", (error) => logger.warn({ reason: error.message }, "a sign-in connection to the database was lost"));
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
    rateLimit: { enabled: true, storage: "database", window: 60, max: 300, customRules: { "/sign-in/email": { window: 60, max: 20 }, "/two-factor/*": { window: 60, max: 10 } } },
    plugins: [
      organization({ ac: control, roles, creatorRole: "admin", schema: { invitation: { additionalFields: { tokenHash: { type: "string", required: true, input: false } } } } }),
      twoFactor({ issuer: "Tieout" }),
    ],
    logger: { level: "warn", log: (level, message) => logger[level === "error" ? "error" : "warn"]({ from: "sign-in" }, message) },
    telemetry: { enabled: false },
  });
  return { auth, close: () => pool.end() };
}
