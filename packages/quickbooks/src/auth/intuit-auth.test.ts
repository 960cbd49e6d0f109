import { LedgerError } from "@tieout/domain";
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { createIntuitAuth } from "./intuit-oauth.js";

const base = "http://emulator.example";
const discovery = {
  issuer: `${base}/op/v1`,
  authorization_endpoint: `${base}/connect/oauth2`,
  token_endpoint: `${base}/oauth2/v1/tokens/bearer`,
  revocation_endpoint: `${base}/v2/oauth2/tokens/revoke`,
  userinfo_endpoint: `${base}/v1/openid_connect/userinfo`,
};
const tokenAnswer = {
  token_type: "bearer",
  expires_in: 3600,
  refresh_token: "RT1-canary-refresh-2",
  x_refresh_token_expires_in: 8726400,
  x_refresh_token_hard_expires_in: 157494248,
  access_token: "eyJcanary-access-2",
  unknown_member: true,
};

type Answer = () => Response | Promise<Response>;

/** Intuit's sign-in with these answers, after discovery; requests are written down. */
function authWith(answers: Answer[], options: { discover?: Answer; now?: () => Date; environment?: "emulator" | "sandbox" } = {}) {
  const requests: { url: string; headers: Headers; body: string }[] = [];
  const auth = createIntuitAuth({
    environment: options.environment ?? "emulator",
    baseUrl: base,
    clientId: "client-1",
    clientSecret: "canary-secret",
    redirectUri: "http://localhost:4000/quickbooks/callback",
    timeoutMs: 30,
    clock: { now: options.now ?? (() => new Date(0)) },
    fetch: async (request) => {
      requests.push({ url: request.url, headers: request.headers, body: await request.clone().text() });
      if (request.url.includes("/.well-known/")) return (options.discover ?? (() => Response.json(discovery)))();
      const answer = answers.shift();
      if (!answer) throw new Error("no more answers");
      return answer();
    },
  });
  return { auth, requests, calls: () => requests.filter(({ url }) => !url.includes("/.well-known/")) };
}

async function failure(promise: Promise<unknown>): Promise<LedgerError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof LedgerError) return error;
    throw error;
  }
  throw new Error("expected a LedgerError");
}

describe("Intuit's sign-in", () => {
  it("sends the browser to the discovered page with the caller's state", async () => {
    const url = new URL(await authWith([]).auth.authorizeUrl("state-1"));
    expect(url.origin + url.pathname).toBe(discovery.authorization_endpoint);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: "client-1",
      redirect_uri: "http://localhost:4000/quickbooks/callback",
      response_type: "code",
      scope: "com.intuit.quickbooks.accounting",
      state: "state-1",
    });
  });

  it("trades a code for tokens and asks for the hard end of the connection", async () => {
    const { auth, calls } = authWith([() => Response.json(tokenAnswer)]);
    expect(await auth.exchange("AB11&code=x")).toEqual({
      accessToken: "eyJcanary-access-2",
      refreshToken: "RT1-canary-refresh-2",
      accessExpiresIn: 3600,
      refreshExpiresIn: 8726400,
      connectionLifetime: 157494248,
    });
    const [call] = calls();
    expect(call?.url).toBe(discovery.token_endpoint);
    expect(Object.fromEntries(new URLSearchParams(call?.body))).toEqual({
      grant_type: "authorization_code",
      code: "AB11&code=x",
      redirect_uri: "http://localhost:4000/quickbooks/callback",
    });
    expect(call?.headers.get("authorization")).toBe(`Basic ${btoa("client-1:canary-secret")}`);
    expect(call?.headers.get("x-include-refresh-token-hard-expires-in")).toBe("true");
  });

  it("refreshes with the token it is given", async () => {
    const { auth, calls } = authWith([() => Response.json(tokenAnswer)]);
    expect((await auth.refresh("RT1-canary-refresh-1")).refreshToken).toBe("RT1-canary-refresh-2");
    expect(Object.fromEntries(new URLSearchParams(calls()[0]?.body))).toEqual({ grant_type: "refresh_token", refresh_token: "RT1-canary-refresh-1" });
  });

  it("revokes as JSON, and takes a token Intuit no longer knows for done", async () => {
    const { auth, calls } = authWith([() => new Response(null, { status: 200 }), () => Response.json({ error: "invalid_request" }, { status: 400 })]);
    await auth.revoke("RT1-canary-refresh-1");
    await auth.revoke("RT1-canary-refresh-1");
    const revocation = { url: discovery.revocation_endpoint, body: '{"token":"RT1-canary-refresh-1"}' };
    expect(calls()).toMatchObject([revocation, revocation]);
  });

  const hang: Answer = () => new Promise(() => {});
  const reset: Answer = () => Promise.reject(new TypeError("fetch failed", { cause: Object.assign(new Error("x"), { code: "ECONNRESET" }) }));
  const echo = { error: "invalid_grant", error_description: "Incorrect refresh token RT1-canary-refresh-1" };
  it.each<[string, Answer, Partial<LedgerError>]>([
    ["a refused refresh token", () => Response.json(echo, { status: 400 }), { code: "grant-revoked", retry: "after-reconnect", isOutcomeUnknown: false }],
    ["a wrong secret", () => Response.json({ error: "invalid_client" }, { status: 401 }), { code: "not-allowed", retry: "after-fix" }],
    ["an outage", () => new Response("<html>RT1-canary-refresh-1</html>", { status: 503 }), { code: "unavailable", isOutcomeUnknown: true }],
    ["too many calls", () => new Response("", { status: 429 }), { code: "throttled", retry: "later" }],
    ["a page with status 200", () => new Response("<html>RT1-canary-refresh-1</html>"), { code: "malformed-answer", isOutcomeUnknown: true }],
    ["tokens cut short", () => Response.json({ ...tokenAnswer, refresh_token: "" }), { code: "malformed-answer", isOutcomeUnknown: true }],
    ["silence", hang, { code: "no-answer", isOutcomeUnknown: true }],
    ["a dropped connection", reset, { code: "no-answer", isOutcomeUnknown: true }],
  ])("answers %s with an error that holds no secret, after one attempt", async (_, answer, expected) => {
    const { auth, calls } = authWith([answer, answer]);
    const error = await failure(auth.refresh("RT1-canary-refresh-1"));
    expect(error).toMatchObject(expected);
    expect(calls()).toHaveLength(1);
    expect(`${inspect(error, { depth: 10, showHidden: true })} ${JSON.stringify(error)}`).not.toMatch(/canary|Y2xpZW50/);
  });

  it("follows Intuit to new addresses after an hour, and keeps the old ones through an outage of the document", async () => {
    let now = 0;
    let answer: Answer = () => Response.json(discovery);
    const { auth, requests } = authWith([], { discover: () => answer(), now: () => new Date(now) });
    await auth.discover();
    await auth.discover();
    expect(requests).toHaveLength(1);
    now = 3_600_001;
    answer = () => new Response("down", { status: 503 });
    expect((await auth.discover()).token).toBe(discovery.token_endpoint);
    answer = () => Response.json({ ...discovery, token_endpoint: `${base}/moved` });
    expect((await auth.discover()).token).toBe(`${base}/moved`);
  });

  it("has no address to fall back on when the first fetch fails", async () => {
    const { auth } = authWith([], { discover: () => new Response("down", { status: 503 }) });
    expect(await failure(auth.discover())).toMatchObject({ code: "unavailable", retry: "later" });
  });

  it("does not send a secret over plain http to Intuit", async () => {
    const { auth, calls } = authWith([], { environment: "sandbox" });
    expect(await failure(auth.refresh("RT1-canary-refresh-1"))).toMatchObject({ code: "malformed-answer" });
    expect(calls()).toEqual([]);
  });

  it("serves two environments side by side although the library keeps its addresses process-wide", async () => {
    const elsewhere = { ...discovery, token_endpoint: `${base}/elsewhere` };
    const first = authWith([() => Response.json(tokenAnswer)]);
    const second = authWith([() => Response.json(tokenAnswer)], { discover: () => Response.json(elsewhere) });
    await Promise.all([first.auth.refresh("a"), second.auth.refresh("b")]);
    expect([first.calls()[0]?.url, second.calls()[0]?.url]).toEqual([discovery.token_endpoint, `${base}/elsewhere`]);
  });
});
