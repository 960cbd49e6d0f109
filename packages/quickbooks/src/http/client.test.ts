import { LedgerError, type LedgerExchange } from "@tieout/domain";
import { describe, expect, it } from "vitest";
import { createClient, type ApiCall, type ClientOptions, type Fetch } from "./client.js";

const write: ApiCall = { kind: "customer", operation: "create", method: "POST", path: "/customer?minorversion=75", body: { DisplayName: "Harbor" }, requestId: "req-1", isWrite: true };
const read: ApiCall = { kind: "customer", operation: "read", method: "GET", path: "/query?query=select&minorversion=75", isWrite: false };

const ok = () => Response.json({ Customer: { Id: "71" } }, { headers: { intuit_tid: "1-abc" } });
const expired = () =>
  Response.json({ fault: { error: [{ message: "m", detail: "Token expired: canary-access-1", code: "3200" }] } }, { status: 401 });

/** A client whose network answers in this order, with everything it did written down. */
function clientWith(answers: (() => Response | Promise<Response>)[], { timeouts = { writeMs: 1_000, readMs: 1_000 }, ...signIn }: Partial<Pick<ClientOptions, "timeouts" | "accessToken" | "refresh">> = {}) {
  const seen = { requests: [] as Request[], bodies: [] as string[], exchanges: [] as LedgerExchange[], taken: [] as string[], pauses: [] as number[], answered: 0, refreshes: 0 };
  const network: Fetch = async (request) => {
    seen.requests.push(request);
    seen.bodies.push(request.method === "POST" ? await request.clone().text() : "");
    const answer = answers.shift();
    if (!answer) throw new Error("no more answers");
    return answer();
  };
  const call = createClient({
    companyUrl: "https://quickbooks.example/v3/company/123",
    accessToken: async () => `canary-access-${seen.refreshes + 1}`,
    refresh: async () => {
      seen.refreshes += 1;
    },
    throttle: {
      take: async (kind) => {
        seen.taken.push(kind);
        return () => {
          seen.answered += 1;
        };
      },
      pause: async (seconds) => {
        seen.pauses.push(seconds);
      },
    },
    fetch: network,
    timeouts,
    onExchange: (exchange) => seen.exchanges.push(exchange),
    ...signIn,
  });
  return { call, seen };
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

describe("the client", () => {
  it("follows no redirect, and takes a redirected write for one that may have been done", async () => {
    const { call, seen } = clientWith([() => new Response(null, { status: 302, headers: { location: "https://elsewhere.example/" } })]);
    expect(await failure(call(write))).toMatchObject({ code: "unavailable", isOutcomeUnknown: true });
    expect(seen.requests.map(({ redirect }) => redirect)).toEqual(["manual"]);
  });

  it("signs, asks for JSON and carries the request id", async () => {
    const { call, seen } = clientWith([ok]);
    const answer = await call(write);
    expect(answer.traceId).toBe("1-abc");
    const [request] = seen.requests;
    expect(request?.url).toBe("https://quickbooks.example/v3/company/123/customer?minorversion=75&requestid=req-1");
    expect(Object.fromEntries(request?.headers ?? [])).toMatchObject({
      accept: "application/json",
      authorization: "Bearer canary-access-1",
      "content-type": "application/json",
    });
    expect(seen.bodies).toEqual(['{"DisplayName":"Harbor"}']);
  });

  it("refreshes once after a 401 and repeats the same bytes under the same request id", async () => {
    const { call, seen } = clientWith([expired, ok]);
    await call(write);
    expect(seen.refreshes).toBe(1);
    expect(seen.requests.map((request) => request.url)).toEqual(Array(2).fill(seen.requests[0]?.url));
    expect(new Set(seen.bodies).size).toBe(1);
    expect(seen.requests[1]?.headers.get("authorization")).toBe("Bearer canary-access-2");
  });

  it("asks for a person when even a fresh token is refused", async () => {
    const { call, seen } = clientWith([expired, expired]);
    expect(await failure(call(write))).toMatchObject({ code: "grant-revoked", retry: "after-reconnect", isOutcomeUnknown: false });
    expect(seen.refreshes).toBe(1);
  });

  it("does not doubt a write that never left, or that was refused, because its sign-in could not be renewed", async () => {
    const lost = new LedgerError("unavailable", "Intuit's sign-in answered 503.", { retry: "later", facts: { status: 503 }, isOutcomeUnknown: true });
    const { call, seen } = clientWith([expired], { refresh: () => Promise.reject(lost) });
    expect(await failure(call(write))).toMatchObject({ code: "unavailable", retry: "later", facts: { status: 503 }, isOutcomeUnknown: false });
    expect(seen.requests).toHaveLength(1);
    const before = clientWith([ok], { accessToken: () => Promise.reject(lost) });
    expect(await failure(before.call(write))).toMatchObject({ code: "unavailable", isOutcomeUnknown: false });
    expect(before.seen.requests).toEqual([]);
  });

  it("says after every call that its answer came, also when none did", async () => {
    const { call, seen } = clientWith([ok, () => new Response("<html>", { status: 503 }), () => Promise.reject(new TypeError("fetch failed"))]);
    await call(write);
    await failure(call(write));
    await failure(call(write));
    expect(seen).toMatchObject({ taken: ["write", "write", "write"], answered: 3 });
  });

  it("rests the whole company for a minute after a 429, or as long as QuickBooks says", async () => {
    const throttled = (headers?: Record<string, string>) => () => new Response("<html>", { status: 429, headers });
    const first = clientWith([throttled()]);
    expect(await failure(first.call(write))).toMatchObject({ code: "throttled", retry: "later", isOutcomeUnknown: false });
    expect(first.seen.pauses).toEqual([60]);
    const second = clientWith([throttled({ "retry-after": "17" })]);
    await failure(second.call(write));
    expect(second.seen.pauses).toEqual([17]);
  });

  it.each([
    ["a dropped connection", () => Promise.reject(new TypeError("fetch failed", { cause: Object.assign(new Error("x"), { code: "ECONNRESET" }) })), "no-answer"],
    ["a gateway error", () => new Response("<html>", { status: 503 }), "unavailable"],
    ["a page with status 200", () => new Response("<html>"), "malformed-answer"],
  ])("says after %s that a write may have taken effect, and a read not", async (_, answer, code) => {
    expect(await failure(clientWith([answer]).call(write))).toMatchObject({ code, isOutcomeUnknown: true });
    expect(await failure(clientWith([answer]).call(read))).toMatchObject({ code, isOutcomeUnknown: false });
  });

  it("knows that a write was not sent when there was no connection", async () => {
    const refused = () => Promise.reject(new TypeError("fetch failed", { cause: Object.assign(new Error("x"), { code: "ECONNREFUSED" }) }));
    expect(await failure(clientWith([refused]).call(write))).toMatchObject({ code: "unavailable", retry: "later", isOutcomeUnknown: false });
  });

  it("gives up on silence, also in the middle of a body", async () => {
    const stalls = () =>
      new Response(
        new ReadableStream({
          start: (controller) => controller.enqueue(new TextEncoder().encode('{"Customer":')),
        }),
      );
    const hangs = () => new Promise<Response>(() => {});
    for (const answer of [stalls, hangs]) {
      const { call, seen } = clientWith([answer], { timeouts: { writeMs: 20, readMs: 20 } });
      expect(await failure(call(write))).toMatchObject({ code: "no-answer", isOutcomeUnknown: true });
      expect(seen.exchanges).toMatchObject([{ status: 0 }]);
    }
  });

  it("tells what each exchange cost without token, name or amount", async () => {
    const { call, seen } = clientWith([ok, ok, expired, ok]);
    await call(write);
    await call(read);
    await call(read);
    expect(seen.exchanges.map(({ method, path, status, isMetered, requestId }) => ({ method, path, status, isMetered, requestId }))).toEqual([
      { method: "POST", path: "/customer", status: 200, isMetered: false, requestId: "req-1" },
      { method: "GET", path: "/query", status: 200, isMetered: true, requestId: null },
      { method: "GET", path: "/query", status: 401, isMetered: false, requestId: null },
      { method: "GET", path: "/query", status: 200, isMetered: true, requestId: null },
    ]);
    expect(seen.taken).toHaveLength(4);
    expect(JSON.stringify(seen.exchanges)).not.toMatch(/canary|Harbor/);
  });

  it("keeps tokens out of every error", async () => {
    const leaking = () => Promise.reject(Object.assign(new Error("Bearer canary-access-1"), { config: { headers: "canary-access-1" } }));
    for (const answers of [[leaking], [expired, expired]]) {
      const error = await failure(clientWith(answers).call(write));
      expect(`${error.message} ${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`).not.toContain("canary");
    }
  });
});

describe("what an exchange keeps of its bodies", () => {
  const canary = /canary|anna|@|303/i;
  const person = { DisplayName: "Canary, Anna", PrimaryEmailAddr: { Address: "anna@canary.example" }, PrimaryPhone: { FreeFormNumber: "303-555-0888" }, PrimaryTaxIdentifier: "canary-tax-id", BillAddr: { Line1: "1 Canary Street", PostalCode: "80303" } };

  it("redacts what was sent and what came back, and never holds a token, a secret or the company", async () => {
    const { call, seen } = clientWith([() => Response.json({ Customer: { ...person, Id: "71", SyncToken: "0", Balance: 12.5 }, access_token: "canary-access-9", client_secret: "canary-secret", time: "2026-11-02T10:00:00-08:00" })]);
    await call({ ...write, body: { ...person, Taxable: true } });
    const [exchange] = seen.exchanges;
    expect(`${exchange?.requestBody} ${exchange?.responseBody}`).not.toMatch(canary);
    expect(JSON.parse(exchange?.requestBody ?? "")).toMatchObject({ DisplayName: "[text of 12]", Taxable: true });
    expect(JSON.parse(exchange?.responseBody ?? "")).toMatchObject({ Customer: { Id: "71", SyncToken: "0", Balance: 12.5 }, time: "2026-11-02T10:00:00-08:00" });
  });

  it("keeps the refusal of a token without the token", async () => {
    const { call, seen } = clientWith([expired, expired]);
    await failure(call(read));
    expect(seen.exchanges.map(({ requestBody, responseBody }) => [requestBody, JSON.parse(responseBody ?? "")])).toEqual(
      Array.from({ length: 2 }, () => [null, { fault: { error: [{ message: "[text of 1]", detail: "Token expired: [text of 15]", code: "3200" }] } }]),
    );
  });

  it("keeps of a page of records how many and which, and of a few records all", async () => {
    const page = Array.from({ length: 1_000 }, (_, index) => ({ ...person, Id: String(index + 1) }));
    const feed = [...page.slice(0, 5), { Id: "9", status: "Deleted" }];
    const { call, seen } = clientWith([
      () => Response.json({ QueryResponse: { Customer: page, startPosition: 1, maxResults: 1000 } }),
      () => Response.json({ QueryResponse: { Customer: page.slice(0, 1) } }),
      () => Response.json({ CDCResponse: [{ QueryResponse: [{ Customer: feed }] }] }),
    ]);
    for (let index = 0; index < 3; index += 1) await call(read);
    const [first, second, third] = seen.exchanges.map(({ responseBody }) => responseBody ?? "");
    expect(JSON.parse(first ?? "")).toEqual({ QueryResponse: { Customer: { count: 1000, ids: page.map(({ Id }) => Id) }, startPosition: 1, maxResults: 1000 } });
    expect(JSON.parse(second ?? "").QueryResponse.Customer).toEqual([expect.objectContaining({ Id: "1", DisplayName: "[text of 12]" })]);
    expect(JSON.parse(third ?? "").CDCResponse[0].QueryResponse[0].Customer).toEqual({ count: 6, ids: ["1", "2", "3", "4", "5", "9"], deleted: ["9"] });
    expect(`${first} ${second} ${third}`).not.toMatch(/canary|anna|@/i);
  });

  it("keeps a page of a gateway as text, and nothing of an answer that never came", async () => {
    const { call, seen } = clientWith([() => new Response("<html><body>503 Service Unavailable, canary-access-1</body></html>", { status: 503 }), () => Promise.reject(new TypeError("fetch failed"))]);
    await failure(call(write));
    await failure(call(write));
    expect(seen.exchanges.map(({ responseBody }) => responseBody)).toEqual(["<html> <body> 503 Service Unavailable, [text of 15] </body> </html>", null]);
  });
});
