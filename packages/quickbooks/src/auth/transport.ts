import { LedgerError } from "@tieout/domain";
import type { Fetch } from "../http/client.js";
import { withDeadline } from "../http/deadline.js";
import { noAnswer } from "../http/silence.js";

/** What the transport saw of one operation; written while it runs. */
export interface AuthOutcome {
  /** HTTP status, 0 when no answer came. */
  status: number;
  /** OAuth error code of the answer: "invalid_grant", "invalid_client". */
  error: string | null;
  traceId: string | null;
  failure: LedgerError | null;
}

interface LibraryRequest {
  url: string;
  method: string;
  headers: Record<string, string>;
  data?: unknown;
}

/** One attempt with a time-out, in the shape the library expects of its HTTP client. */
export function sendForLibrary(send: Fetch, timeoutMs: number, outcome: AuthOutcome) {
  return async (request: LibraryRequest): Promise<{ status: number; statusText: string; headers: Record<string, string>; data: unknown }> => {
    const isForm = request.headers["Content-Type"]?.includes("x-www-form-urlencoded") ?? false;
    const body = isForm ? new URLSearchParams(request.data as Record<string, string>).toString() : JSON.stringify(request.data);
    try {
      const [response, data] = await withDeadline(timeoutMs, async (signal) => {
        const received = await send(new Request(request.url, { method: request.method, headers: request.headers, body, signal, redirect: "manual" }));
        return [received, parsed(await received.text())] as const;
      });
      outcome.status = response.status;
      outcome.traceId = response.headers.get("intuit_tid") ?? response.headers.get("intuit-tid");
      outcome.error = errorCode(data);
      return { status: response.status, statusText: response.statusText, headers: Object.fromEntries(response.headers), data };
    } catch (error) {
      outcome.failure = noAnswer(error, true);
      throw outcome.failure;
    }
  };
}

/** The refusal or silence the transport saw, as an error without anything secret. */
export function authFault(outcome: AuthOutcome): LedgerError {
  if (outcome.failure) return outcome.failure;
  const { status, error } = outcome;
  const facts = { status, faultCode: error ?? undefined, traceId: outcome.traceId ?? undefined };
  if (error === "invalid_grant") {
    return new LedgerError("grant-revoked", "Intuit refuses the grant.", { retry: "after-reconnect", facts });
  }
  if (status === 429) return new LedgerError("throttled", "Intuit asks to slow down.", { retry: "later", facts });
  if (status >= 500) {
    return new LedgerError("unavailable", `Intuit's sign-in answered ${status}.`, { retry: "later", facts, isOutcomeUnknown: true });
  }
  if (status === 401 || error === "invalid_client" || error === "unauthorized_client") {
    return new LedgerError("not-allowed", "Intuit does not accept the client id and secret.", { retry: "after-fix", facts });
  }
  return new LedgerError("rejected", `Intuit's sign-in answered ${status}.`, { retry: "after-fix", facts });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Only known OAuth words: anything else in that place could be a token. */
function errorCode(data: unknown): string | null {
  const error = typeof data === "object" && data !== null && "error" in data ? data.error : null;
  return typeof error === "string" && /^[a-z_]{1,40}$/.test(error) ? error : null;
}
