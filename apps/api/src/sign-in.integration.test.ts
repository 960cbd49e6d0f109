import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { softAuthenticator } from "./testing/soft-authenticator.js";
import { startTestApi, type TestApi, type TestClient } from "./testing/test-api.js";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api[Symbol.asyncDispose]());

test("a person signs in and sees their firm, and a stranger sees nobody", async () => {
  const { data } = await api.admin.graphql("{ viewer { name role firm { name homeCurrency } } }");
  expect(data).toEqual({ viewer: { name: "Ada Lovelace", role: "ADMIN", firm: { name: "Lovelace & Co", homeCurrency: "USD" } } });
  expect((await api.stranger.graphql("{ viewer { name } }")).data).toEqual({ viewer: null });
});

test("the session cookie is out of scripts' reach and does not travel with other sites' forms", async () => {
  const response = await api.signIn(api.adminSignIn.email, api.adminSignIn.password);
  const [cookie] = response.headers.getSetCookie();
  expect(cookie).toMatch(/HttpOnly/i);
  expect(cookie).toMatch(/SameSite=Lax/i);
});

test("a wrong password signs nobody in", async () => {
  const response = await api.signIn(api.adminSignIn.email, "not the password");
  expect(response.status).toBe(401);
  expect(response.headers.getSetCookie()).toEqual([]);
});

test("signing out ends the session", async () => {
  const person = await api.person("viewer");
  expect((await person.graphql("{ viewer { role } }")).data).toEqual({ viewer: { role: "VIEWER" } });
  expect((await person.fetch("/api/auth/sign-out", { method: "POST", headers: { "content-type": "application/json", origin: api.api.app.config.publicUrl }, body: "{}" })).status).toBe(200);
  expect((await person.graphql("{ viewer { role } }")).data).toEqual({ viewer: null });
});

test("nobody makes an account by themselves", async () => {
  const body = JSON.stringify({ email: "eve@example.com", password: "correct horse battery", name: "Eve" });
  expect((await api.stranger.fetch("/api/auth/sign-up/email", { method: "POST", headers: { "content-type": "application/json" }, body })).status).toBe(404);
});

test("clients are listed for people of the firm and for nobody else", async () => {
  expect((await api.admin.graphql("{ clients { nodes { displayName } totalCount } }")).data).toEqual({ clients: { nodes: [], totalCount: 0 } });
  const { errors } = await api.stranger.graphql("{ clients { totalCount } }");
  expect(errors[0]?.extensions["code"]).toBe("UNAUTHENTICATED");
});

test("an API key does what its scopes say and is told which one is missing", async () => {
  const machine = await api.machine("CLIENTS_READ");
  expect((await machine.graphql("{ clients { totalCount } }")).data).toEqual({ clients: { totalCount: 0 } });
  const { errors } = await machine.graphql("{ firm { name } }");
  expect(errors[0]?.message).toContain("FIRM_READ");
});

test("an unknown API key is refused, not taken for a stranger", async () => {
  const response = await api.stranger.graphql("{ viewer { name } }", {}, { authorization: `Bearer tk_${"x".repeat(43)}` });
  expect(response.status).toBe(401);
});

test("a passkey is added soon after signing in, not at a desk left unattended", async () => {
  const person = await api.person("viewer");
  const begin = () => person.fetch("/api/auth/passkey/generate-register-options");
  expect(await (await begin()).json()).toMatchObject({ rp: { name: "Tieout" }, authenticatorSelection: { residentKey: "required", userVerification: "required" } });
  const database = new Client({ connectionString: api.api.app.config.databaseUrl });
  await database.connect();
  await database.query(`update auth.session set "createdAt" = "createdAt" - interval '11 minutes'`);
  await database.end();
  const late = await begin();
  expect(late.status).toBe(403);
  expect(await late.json()).toMatchObject({ code: "SESSION_NOT_FRESH" });
  expect((await api.stranger.fetch("/api/auth/passkey/generate-register-options")).status).toBe(401);
});

/** Asks for a challenge and answers it in the same browser, whose cookie ties the two together. */
async function ceremony(client: TestClient, paths: { options: string; verify: string }, answer: (challenge: string) => object): Promise<Response> {
  const { origin } = new URL(api.api.app.config.publicUrl);
  const asked = await client.fetch(`/api/auth/passkey/${paths.options}`);
  const { challenge } = (await asked.json()) as { challenge: string };
  const cookie = asked.headers.getSetCookie().map((each) => each.split(";")[0]).join("; ");
  return client.fetch(`/api/auth/passkey/${paths.verify}`, { method: "POST", headers: { "content-type": "application/json", origin, cookie: [client.cookie, cookie].filter(Boolean).join("; ") }, body: JSON.stringify({ response: answer(challenge) }) });
}

test("a passkey counts only when the device asked who the person is, both when it is made and when it signs in", async () => {
  const device = softAuthenticator(new URL(api.api.app.config.publicUrl).origin);
  const person = await api.person("viewer");
  const making = { options: "generate-register-options", verify: "verify-registration" };
  const touched = await ceremony(person, making, (challenge) => device.register(challenge, false));
  expect([touched.status, await touched.json()]).toMatchObject([400, { code: "PERSON_NOT_VERIFIED" }]);
  expect((await ceremony(person, making, (challenge) => device.register(challenge, true))).status).toBe(200);

  const entering = { options: "generate-authenticate-options", verify: "verify-authentication" };
  const onlyTouched = await ceremony(api.stranger, entering, (challenge) => device.signIn(challenge, false));
  expect([onlyTouched.status, await onlyTouched.json()]).toMatchObject([400, { code: "PERSON_NOT_VERIFIED" }]);
  expect(onlyTouched.headers.getSetCookie().join()).not.toContain("session_token=");
  const entered = await ceremony(api.stranger, entering, (challenge) => device.signIn(challenge, true));
  expect(entered.status).toBe(200);
  expect(entered.headers.getSetCookie().join()).toContain("session_token=");
});
