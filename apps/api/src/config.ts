import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { HubError } from "@tieout/domain";
import type { VaultKey } from "@tieout/store";
import { z } from "zod";

export interface ApiConfig {
  /** web answers requests, worker does due work, all does both in one process. */
  role: "web" | "worker" | "all";
  host: string;
  port: number;
  /** How browsers reach this server; the address of the OAuth return is under it. */
  publicUrl: string;
  databaseUrl: string;
  dataDir: string;
  environment: "emulator" | "sandbox" | "production";
  quickBooks: {
    clientId: string;
    clientSecret: string;
    emulatorUrl: string | null;
    /** Sign what QuickBooks posts unasked: one, or two while one replaces the other; none refuses all of it. */
    verifierTokens: readonly string[];
  };
  encryptionKeys: readonly VaultKey[];
  /** How mail leaves: over SMTP, or as files in a folder; null sends none. */
  mail: { smtpUrl: string; from: string } | { folder: string } | null;
  /** Webhooks of firms may lead to this machine and its network. */
  allowsPrivateWebhooks: boolean;
  logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";
  /** The built SPA; null serves the API alone. */
  adminFolder: string | null;
  /** The practice firm of `start`, whose first admin is made by the demo. */
  isDemo: boolean;
  databasePoolSize: number;
  /** Points of GraphQL cost one caller may spend a minute at one process; 0 limits nothing. */
  pointsPerMinute: number;
  /** Days for which is kept what was said in calls to QuickBooks. */
  callBodyDays: number;
  /** How often a live stream asks whether its caller may still listen. */
  streamCheckMs: number;
  /** After so many seconds a refused sign-in is tried again; the third refusal asks for a person. */
  signInRetrySeconds: number;
}

const defaultEmulatorUrl = "http://localhost:4010";
/** The app every emulator knows from the start; nothing of it is secret. */
const emulatorApp = { clientId: "ABlocalQuickBooksEmulatorClient0000000000000000001", clientSecret: "local-emulator-client-secret" };
const url = z.url({ protocol: /^https?$/, message: "is not a web address. Write it like https://tieout.example.com" }).transform((text) => text.replace(/\/+$/, ""));
const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, "is not a whole number")
    .transform(Number)
    .refine((n) => n >= least && n <= most, `must lie between ${least} and ${most}`);

const Environment = z.object({
  ROLE: z.enum(["web", "worker", "all"], "must be web, worker or all").default("all"),
  HOST: z.string().default("127.0.0.1"),
  PORT: wholeNumber(1, 65_535).default(4000),
  PUBLIC_URL: url.optional(),
  DATABASE_URL: z.string({ error: "is missing. Set it to a PostgreSQL 15 or newer, postgres://user:password@host:5432/database" }).regex(/^postgres(ql)?:\/\//, "must start with postgres://"),
  DATABASE_POOL_SIZE: wholeNumber(2, 200).default(10),
  API_POINTS_PER_MINUTE: wholeNumber(0, 1_000_000_000).default(100_000),
  STREAM_CHECK_SECONDS: wholeNumber(1, 3600).default(5),
  CALL_BODY_DAYS: wholeNumber(1, 3650).default(90),
  SIGN_IN_RETRY_SECONDS: wholeNumber(1, 3600).default(600),
  DATA_DIR: z.string().default(".data"),
  QUICKBOOKS_ENVIRONMENT: z.enum(["emulator", "sandbox", "production"], "must be emulator, sandbox or production").default("emulator"),
  QUICKBOOKS_CLIENT_ID: z.string().optional(),
  QUICKBOOKS_CLIENT_SECRET: z.string().optional(),
  QUICKBOOKS_EMULATOR_URL: url.default(defaultEmulatorUrl),
  QUICKBOOKS_WEBHOOK_VERIFIER_TOKEN: z
    .string()
    .default("")
    .transform((text) => text.split(/[\s,]+/).filter((token) => token !== ""))
    .refine((tokens) => tokens.length <= 2, "names more than two tokens. Keep the new one and the one it replaces"),
  SMTP_URL: z.string().regex(/^smtps?:\/\/[^/\s]+/, "must be an address like smtps://user:password@mail.example.com:465").optional(),
  MAIL_FROM: z.string().regex(/^([^<>\r\n]+<)?[^@\s<>]+@[^@\s<>]+>?$/, "must be an e-mail address, like Tieout <tieout@example.com>").optional(),
  WEBHOOK_PRIVATE_TARGETS: z.enum(["0", "1"], "must be 0 or 1").optional(),
  ENCRYPTION_KEY: z.string().optional(),
  ENCRYPTION_KEY_FILE: z.string().optional(),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], "must be fatal, error, warn, info, debug, trace or silent").default("info"),
  ADMIN_FOLDER: z.string().optional(),
  TIEOUT_DEMO: z.enum(["0", "1"], "must be 0 or 1").default("0"),
});

/**
 * Reads the configuration from environment variables.
 * @throws HubError `CONFIGURATION` that names every mistake at once, each with what to do.
 */
export function loadConfig(env: NodeJS.ProcessEnv): ApiConfig {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = Environment.safeParse(present);
  const mistakes = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}.`);
  const given = parsed.data;
  if (given) mistakes.push(...missingSecrets(given));
  if (!given || mistakes.length > 0) throw new HubError("CONFIGURATION", `Tieout cannot start with this configuration:\n${mistakes.map((mistake) => `  - ${mistake}`).join("\n")}`);

  const isDemo = given.TIEOUT_DEMO === "1";
  const isEmulator = given.QUICKBOOKS_ENVIRONMENT === "emulator";
  return {
    role: given.ROLE,
    host: given.HOST,
    port: given.PORT,
    publicUrl: given.PUBLIC_URL ?? `http://localhost:${given.PORT}`,
    databaseUrl: given.DATABASE_URL,
    dataDir: resolve(given.DATA_DIR),
    environment: given.QUICKBOOKS_ENVIRONMENT,
    quickBooks: {
      clientId: given.QUICKBOOKS_CLIENT_ID ?? emulatorApp.clientId,
      clientSecret: given.QUICKBOOKS_CLIENT_SECRET ?? emulatorApp.clientSecret,
      emulatorUrl: isEmulator ? given.QUICKBOOKS_EMULATOR_URL : null,
      verifierTokens: given.QUICKBOOKS_WEBHOOK_VERIFIER_TOKEN,
    },
    encryptionKeys: encryptionKeys(given),
    mail: given.SMTP_URL && given.MAIL_FROM ? { smtpUrl: given.SMTP_URL, from: given.MAIL_FROM } : isDemo ? { folder: join(resolve(given.DATA_DIR), "mail") } : null,
    allowsPrivateWebhooks: given.WEBHOOK_PRIVATE_TARGETS === undefined ? isDemo : given.WEBHOOK_PRIVATE_TARGETS === "1",
    logLevel: given.LOG_LEVEL,
    adminFolder: given.ADMIN_FOLDER ? resolve(given.ADMIN_FOLDER) : null,
    isDemo,
    databasePoolSize: given.DATABASE_POOL_SIZE,
    pointsPerMinute: given.API_POINTS_PER_MINUTE,
    callBodyDays: given.CALL_BODY_DAYS,
    streamCheckMs: given.STREAM_CHECK_SECONDS * 1000,
    signInRetrySeconds: given.SIGN_IN_RETRY_SECONDS,
  };
}

type Given = z.output<typeof Environment>;

function missingSecrets(given: Given): string[] {
  const mistakes: string[] = [];
  if (given.QUICKBOOKS_ENVIRONMENT !== "emulator") {
    for (const name of ["QUICKBOOKS_CLIENT_ID", "QUICKBOOKS_CLIENT_SECRET"] as const) {
      if (!given[name]) mistakes.push(`${name} is missing. Copy it from your app's Keys & credentials page at developer.intuit.com.`);
    }
  }
  if (given.SMTP_URL && !given.MAIL_FROM) mistakes.push("MAIL_FROM is missing. SMTP_URL sends mail; say whom it comes from, like Tieout <tieout@example.com>.");
  if (given.MAIL_FROM && !given.SMTP_URL) mistakes.push("SMTP_URL is missing. MAIL_FROM says whom mail comes from; say which server sends it, like smtps://user:password@mail.example.com:465.");
  if (given.ENCRYPTION_KEY && given.ENCRYPTION_KEY_FILE) mistakes.push("ENCRYPTION_KEY and ENCRYPTION_KEY_FILE are both set. Keep one.");
  if (given.ENCRYPTION_KEY_FILE && !existsSync(given.ENCRYPTION_KEY_FILE)) mistakes.push(`ENCRYPTION_KEY_FILE names ${given.ENCRYPTION_KEY_FILE}, which does not exist. Make it with: openssl rand -base64 32 > ${given.ENCRYPTION_KEY_FILE}`);
  if (!given.ENCRYPTION_KEY && !given.ENCRYPTION_KEY_FILE) mistakes.push("ENCRYPTION_KEY is missing. Make one with: openssl rand -base64 32 (and keep it apart from the database), or name a file with ENCRYPTION_KEY_FILE.");
  return mistakes;
}

/** `key` alone is version 1; for a rotation write `2:new,1:old`. */
function encryptionKeys(given: Given): VaultKey[] {
  const text = given.ENCRYPTION_KEY ?? (given.ENCRYPTION_KEY_FILE ? readFileSync(given.ENCRYPTION_KEY_FILE, "utf8") : "");
  return text
    .trim()
    .split(/[\s,]+/)
    .map((part) => {
      const [, version, secret] = /^(?:(\d+):)?(.+)$/.exec(part) ?? [];
      return { version: Number(version ?? 1), secret: Buffer.from(secret ?? "", "base64") };
    });
}
