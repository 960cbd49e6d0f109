import { serverAudits } from "graphql-http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApi, type TestApi } from "./testing/test-api.js";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api[Symbol.asyncDispose]());

/** What the specification leaves open, and how we answer instead of 200. */
const answeredOtherwise: Record<string, { status: "notice" | "warn"; why: string }> = {
  "5A70": { status: "notice", why: "GET is refused" },
  D6D5: { status: "notice", why: "GET is refused" },
  "6A70": { status: "notice", why: "GET is refused" },
  "572B": { status: "warn", why: "Apollo answers 400 to a document that does not parse" },
  FDE2: { status: "warn", why: "Apollo answers 400 to a document that is not valid" },
  "7B9B": { status: "warn", why: "Apollo answers 400 to variables of the wrong type" },
};

// Signed in: two of the audits look at the schema, which strangers may not.
const audits = serverAudits({
  url: "http://api.test/graphql",
  fetchFn: (url: URL | string, init?: RequestInit) => api.admin.fetch(String(url).replace("http://api.test", ""), init),
});

describe("GraphQL over HTTP, by the audits of graphql-http (API-01)", () => {
  test("all 61 are asked", () => expect(audits).toHaveLength(61));

  test.each(audits.map((audit) => [audit.name, audit] as const))("%s", async (_, audit) => {
    expect((await audit.fn()).status).toBe(answeredOtherwise[audit.id]?.status ?? "ok");
  });
});
