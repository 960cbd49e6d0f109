import { LedgerError, systemClock, type Clock } from "@tieout/domain";
import { z } from "zod";
import type { Fetch } from "../http/client.js";
import { withDeadline } from "../http/deadline.js";
import { noAnswer } from "../http/silence.js";
import type { IntuitEndpoints } from "./intuit-auth.js";

const keptForMs = 60 * 60 * 1_000;

/**
 * Fetches Intuit's discovery document and keeps it for an hour; when it cannot be fetched again the last good one serves on
 * (Intuit, platform requirements). Endpoints must be https unless `allowsHttp` (the emulator).
 */
export function createDiscovery(options: {
  url: string;
  fetch: Fetch;
  timeoutMs: number;
  allowsHttp: boolean;
  clock?: Clock;
}): () => Promise<IntuitEndpoints> {
  const clock = options.clock ?? systemClock;
  const endpoint = z.url({ protocol: options.allowsHttp ? /^https?$/ : /^https$/ });
  const document = z.object({
    authorization_endpoint: endpoint,
    token_endpoint: endpoint,
    revocation_endpoint: endpoint,
    userinfo_endpoint: endpoint,
  });
  let kept: { endpoints: IntuitEndpoints; fetchedAt: number } | null = null;

  async function fetchDocument(): Promise<IntuitEndpoints> {
    let status = 0;
    let body: unknown;
    try {
      [status, body] = await withDeadline(options.timeoutMs, async (signal) => {
        const response = await options.fetch(new Request(options.url, { headers: { Accept: "application/json" }, signal }));
        const text = await response.text();
        return [response.status, response.ok ? jsonOf(text) : null] as const;
      });
    } catch (error) {
      const { code, message, retry, facts } = noAnswer(error, false);
      throw new LedgerError(code, message, { retry, facts: { ...facts, isDiscovery: true } });
    }
    const parsed = document.safeParse(body);
    if (!parsed.success) {
      throw new LedgerError(status >= 200 && status < 300 ? "malformed-answer" : "unavailable", "Intuit's discovery document cannot be read.", {
        retry: "later",
        facts: { status, isDiscovery: true },
      });
    }
    const { data } = parsed;
    return {
      authorize: data.authorization_endpoint,
      token: data.token_endpoint,
      revoke: data.revocation_endpoint,
      userInfo: data.userinfo_endpoint,
    };
  }

  return async () => {
    const now = clock.now().getTime();
    if (kept && now - kept.fetchedAt < keptForMs) return kept.endpoints;
    try {
      kept = { endpoints: await fetchDocument(), fetchedAt: now };
    } catch (error) {
      if (!kept) throw error;
    }
    return kept.endpoints;
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
