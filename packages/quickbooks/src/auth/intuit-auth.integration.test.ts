import { LedgerError } from "@tieout/domain";
import { createEmulator, defaultClient, sandboxUs } from "@tieout/quickbooks-emulator";
import { describe, expect, it } from "vitest";
import { createIntuitAuth } from "./intuit-oauth.js";

const baseUrl = "http://quickbooks.example";
const redirectUri = "http://localhost:4000/quickbooks/callback";

function connected() {
  const emulator = createEmulator({ companies: [sandboxUs], publicUrl: baseUrl });
  const auth = createIntuitAuth({ ...defaultClient, environment: "emulator", baseUrl, redirectUri, fetch: (request) => emulator.fetch(request) });
  return { emulator, auth };
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof LedgerError) return error.code;
    throw error;
  }
  throw new Error("expected a LedgerError");
}

describe("Intuit's sign-in, against the emulator", () => {
  it("goes from consent to tokens that open the books, and a code works once", async () => {
    const { emulator, auth } = connected();
    const authorize = new URL(await auth.authorizeUrl("state-1"));
    expect((await emulator.fetch(new Request(authorize))).status).toBe(200);
    const [company] = emulator.state.companies();
    const form = new URLSearchParams([...authorize.searchParams, ["decision", "connect"], ["realmId", company?.realmId ?? ""]]);
    const answer = await emulator.fetch(new Request(`${authorize.origin}${authorize.pathname}`, { method: "POST", body: form }));
    const callback = new URL(answer.headers.get("location") ?? "");
    expect(callback.searchParams.get("state")).toBe("state-1");
    const code = callback.searchParams.get("code") ?? "";
    const tokens = await auth.exchange(code);
    expect(tokens).toMatchObject({ accessExpiresIn: 3600, connectionLifetime: expect.any(Number) });
    expect(await codeOf(auth.exchange(code))).toBe("grant-revoked");
  });

  it("refreshes, refuses the spent token, and revokes for good", async () => {
    const { emulator, auth } = connected();
    const grant = emulator.mintGrant();
    const first = await auth.refresh(grant.refreshToken);
    const second = await auth.refresh(first.refreshToken);
    expect(second.accessToken).not.toBe(first.accessToken);
    await auth.revoke(second.refreshToken);
    expect(await codeOf(auth.refresh(second.refreshToken))).toBe("grant-revoked");
  });

  it("tells a wrong secret from a dead grant", async () => {
    const { emulator } = connected();
    const auth = createIntuitAuth({ ...defaultClient, clientSecret: "wrong", environment: "emulator", baseUrl, redirectUri, fetch: (request) => emulator.fetch(request) });
    expect(await codeOf(auth.refresh(emulator.mintGrant().refreshToken))).toBe("not-allowed");
  });
});
