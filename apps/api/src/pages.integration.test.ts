import { request } from "node:http";
import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "./testing/test-api.js";

let api: TestApi;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tieout-pages-"));
  await mkdir(join(folder, "assets"));
  await writeFile(join(folder, "index.html"), "<!doctype html><title>Tieout</title>");
  await writeFile(join(folder, "assets/app-1a2b3c.js"), "export {};");
  api = await startTestApi({ adminFolder: folder });
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

test("every address of the admin is its one page, and a missing file is missing", async () => {
  for (const path of ["/", "/clients", "/imports", "/clients/abc/history?tab=all"]) {
    const response = await api.stranger.fetch(path);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain("<title>Tieout</title>");
    expect(response.headers.get("cache-control")).toBe("no-cache, no-store");
  }
  expect((await api.stranger.fetch("/assets/gone.js")).status).toBe(404);
  expect((await api.stranger.fetch("/api/unknown")).status).toBe(404);
});

test("answers about a firm are kept by no cache on the way", async () => {
  const asked = await api.stranger.fetch("/graphql", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ query: "{ viewer { id } }" }) });
  const signedIn = await api.stranger.fetch("/api/auth/get-session");
  for (const { headers } of [asked, signedIn]) expect(headers.get("cache-control")).toContain("no-store");
});

test("files with a hash in their name are kept for ever", async () => {
  const response = await api.stranger.fetch("/assets/app-1a2b3c.js");
  expect(response.headers.get("cache-control")).toContain("immutable");
});

test("no page runs a script of another place, or is shown inside one", async () => {
  const { headers } = await api.stranger.fetch("/");
  const policy = headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("referrer-policy")).toBe("no-referrer");
});

test("TRACE and what no route asks for are refused, and nothing of the request comes back", async () => {
  const ask = (method: string, path: string) =>
    new Promise<string>((resolve, reject) => {
      const headers = { origin: api.api.app.config.publicUrl, "x-told": "canary" };
      request(`${api.url}${path}`, { method, headers }, async (answer) => resolve(`${answer.statusCode} ${await text(answer)}`)).on("error", reject).end();
    });
  for (const path of ["/", "/graphql", "/quickbooks/callback", "/quickbooks/webhook", "/health/live", "/api/auth/sign-in/email"]) {
    for (const method of ["TRACE", "DELETE", "PUT", "PATCH"]) {
      const answer = await ask(method, path);
      expect([method, path, answer.slice(0, 3)]).toEqual([method, path, expect.stringMatching(/404|405/)]);
      expect(answer).not.toContain("canary");
    }
  }
});

test("health says whether the process lives and whether it can work", async () => {
  expect(await (await api.stranger.fetch("/health/live")).json()).toEqual({ status: "live" });
  expect(await (await api.stranger.fetch("/health/ready")).json()).toEqual({ status: "ready" });
});
