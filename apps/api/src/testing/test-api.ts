import { randomBytes } from "node:crypto";
import { createServer } from "node:net";
import { newId, type Role } from "@tieout/domain";
import { insertApiKey } from "@tieout/store";
import { createTestDatabase } from "@tieout/store/testing";
import { pino } from "pino";
import { newApiKey } from "../auth/api-keys.js";
import { createFirmWithAdmin } from "../auth/first-firm.js";
import { createPerson } from "../auth/members.js";
import type { Scope } from "../auth/scopes.js";
import { loadConfig, type ApiConfig } from "../config.js";
import { startApi, type RunningApi } from "../start.js";

/** What was parsed from JSON: a test states its shape by what it expects; typing every query again would test nothing. */
export type Parsed = ReturnType<typeof JSON.parse>;

export interface GraphqlAnswer {
  status: number;
  headers: Headers;
  data: Record<string, Parsed>;
  errors: { message: string; extensions: Record<string, unknown> }[];
}

/** Somebody who sends requests: with a session cookie, with a key, or with nothing. */
export interface TestClient {
  /** Of its session; absent without one. */
  readonly cookie?: string | undefined;
  graphql(query: string, variables?: Record<string, unknown>, headers?: Record<string, string>): Promise<GraphqlAnswer>;
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

export interface TestApi extends AsyncDisposable {
  api: RunningApi;
  url: string;
  firmId: string;
  /** Sends no credentials. */
  stranger: TestClient;
  /** The first administrator, signed in. */
  admin: TestClient;
  /** A new person of this role, signed in. */
  person(role: Role): Promise<TestClient>;
  /** A machine with a key of these scopes. */
  machine(...scopes: Scope[]): Promise<TestClient>;
  signIn(email: string, password: string): Promise<Response>;
  adminSignIn: { email: string; password: string };
}

/** A whole API over HTTP on a database of its own, with one firm and its administrator. */
export async function startTestApi({ emulatorUrl, verifierToken, ...overrides }: Partial<ApiConfig> & { emulatorUrl?: string; verifierToken?: string } = {}): Promise<TestApi> {
  const database = await createTestDatabase();
  const port = await freePort();
  const config: ApiConfig = {
    ...loadConfig({ DATABASE_URL: database.url, ENCRYPTION_KEY: randomBytes(32).toString("base64"), PORT: String(port), QUICKBOOKS_EMULATOR_URL: emulatorUrl, QUICKBOOKS_WEBHOOK_VERIFIER_TOKEN: verifierToken, LOG_LEVEL: "silent", DATABASE_POOL_SIZE: "5" }),
    role: "web",
    ...overrides,
  };
  const api = await startApi(config, { logger: pino({ level: process.env["TEST_LOG"] ?? "silent" }) });
  const { url, app } = api;
  const adminSignIn = { email: "ada@example.com", password: "the analytical engine" };
  const { firmId, userId } = await createFirmWithAdmin(app, { firmName: "Lovelace & Co", timeZone: "America/New_York", homeCurrency: "USD", name: "Ada Lovelace", ...adminSignIn });

  const clientWith = (headers: Record<string, string>): TestClient => ({
    cookie: headers["cookie"],
    async graphql(query, variables = {}, extra = {}) {
      const response = await fetch(`${url}/graphql`, { method: "POST", headers: { "content-type": "application/json", ...headers, ...extra }, body: JSON.stringify({ query, variables }) });
      const body = (await response.json()) as Partial<GraphqlAnswer>;
      return { status: response.status, headers: response.headers, data: body.data ?? {}, errors: body.errors ?? [] };
    },
    fetch: (path, init = {}) => fetch(`${url}${path}`, { ...init, headers: { ...headers, ...(init.headers as Record<string, string>) }, redirect: "manual" }),
  });
  const signIn = (email: string, password: string) =>
    fetch(`${url}/api/auth/sign-in/email`, { method: "POST", headers: { "content-type": "application/json", origin: config.publicUrl }, body: JSON.stringify({ email, password }) });
  const signedIn = async (email: string, password: string): Promise<TestClient> => {
    const response = await signIn(email, password);
    if (!response.ok) throw new Error(`sign-in answered ${response.status}: ${await response.text()}`);
    return clientWith({ cookie: response.headers.getSetCookie().map((cookie) => cookie.split(";")[0]).join("; ") });
  };

  return {
    api,
    url,
    firmId,
    adminSignIn,
    signIn,
    stranger: clientWith({}),
    admin: await signedIn(adminSignIn.email, adminSignIn.password),
    async person(role) {
      const email = `${role}-${newId()}@example.com`;
      await createPerson(app.auth, { firmId, name: `The ${role}`, email, password: "correct horse battery", role });
      return signedIn(email, "correct horse battery");
    },
    async machine(...scopes) {
      const key = newApiKey();
      await app.store.withFirm(firmId, (session) => insertApiKey(session, { id: newId(), name: "test", prefix: key.prefix, hash: key.hash, scopes, createdBy: userId, expiresAt: null }));
      return clientWith({ authorization: `Bearer ${key.secret}` });
    },
    async [Symbol.asyncDispose]() {
      await api.close();
      await database[Symbol.asyncDispose]();
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
