import { keptJson, LedgerError, type CallThrottle, type LedgerExchange } from "@tieout/domain";
import { isMetered } from "../cost.js";
import { faultOf, type FaultContext } from "./faults.js";
import type { FaultOperation } from "./fault-table.js";
import { sniffBody, type AnswerBody } from "./fault-body.js";
import { withDeadline } from "./deadline.js";
import { keptAnswer } from "./kept-answer.js";
import { noAnswer } from "./silence.js";

export type Fetch = (request: Request) => Promise<Response>;

export interface Timeouts {
  /** QuickBooks gives up after 120 s; waiting a little longer keeps writes with unknown outcome rare. */
  writeMs: number;
  readMs: number;
}

export const defaultTimeouts: Timeouts = { writeMs: 125_000, readMs: 60_000 };

/** One call to the Accounting API of one company. */
export interface ApiCall {
  kind: LedgerExchange["kind"];
  operation: FaultOperation;
  method: "GET" | "POST";
  /** After the company's base, with its query, without `requestid`. */
  path: string;
  body?: unknown;
  /** The same id on a repeat gives the first answer again. */
  requestId?: string;
  isWrite: boolean;
}

export interface ApiAnswer {
  body: unknown;
  traceId: string | null;
  /** The server's `Date` header. */
  date: string | null;
  status: number;
}

export interface ClientOptions {
  /** Start of every URL of the company, see `companyUrl`. */
  companyUrl: string;
  accessToken: () => Promise<string>;
  refresh: () => Promise<void>;
  throttle: CallThrottle;
  fetch?: Fetch;
  timeouts?: Timeouts;
  onExchange: (exchange: LedgerExchange) => void;
}

/** Seconds a company rests after a 429 that does not say how long (Intuit, limits and throttles). */
const throttlePauseSeconds = 60;

/**
 * Speaks HTTP with one company: takes its turn, signs, sends, understands. An expired access token is refreshed once and the
 * call repeated under the same request id. Everything but a success is a `LedgerError`.
 */
export function createClient(options: ClientOptions): (call: ApiCall) => Promise<ApiAnswer> {
  const send = options.fetch ?? ((request) => fetch(request));
  const timeouts = options.timeouts ?? defaultTimeouts;
  const companyId = options.companyUrl.split("/").at(-1) ?? "";

  async function exchange(call: ApiCall): Promise<ApiAnswer> {
    const request = requestFor(call, options.companyUrl, await beforeSending(options.accessToken));
    // The turn last, so that nothing stands between it and the sending: calls that bunch up go over the limit of a second.
    const answered = await options.throttle.take(call.kind === "batch" ? "batch" : call.isWrite ? "write" : "read");
    const startedAt = performance.now();
    let status = 0;
    let traceId: string | null = null;
    let body: AnswerBody | null = null;
    let text = "";
    let headers: Headers;
    try {
      const timeout = call.isWrite ? timeouts.writeMs : timeouts.readMs;
      [headers, body, status] = await withDeadline(timeout, async (signal) => {
        const response = await send(new Request(request, { signal }));
        // Some proxies drop or rename headers with underscores.
        traceId = response.headers.get("intuit_tid") ?? response.headers.get("intuit-tid");
        text = await response.text();
        return [response.headers, sniffBody(text), response.status] as const;
      });
    } catch (error) {
      throw noAnswer(error, call.isWrite, traceId);
    } finally {
      answered();
      tell(call, { status, traceId, durationMs: Math.round(performance.now() - startedAt), responseBody: body && keptAnswer(text, body.form) });
    }
    const context: FaultContext = {
      status,
      operation: call.operation,
      isWrite: call.isWrite,
      traceId,
      retryAfterSeconds: secondsOf(headers.get("retry-after")),
    };
    const fault = faultOf(body, context);
    if (fault?.code === "throttled") await options.throttle.pause(fault.facts.retryAfterSeconds ?? throttlePauseSeconds);
    if (fault) throw fault;
    return { body: body.form === "json" ? body.value : null, traceId, date: headers.get("date"), status };
  }

  function tell(call: ApiCall, outcome: Pick<LedgerExchange, "status" | "traceId" | "durationMs" | "responseBody">): void {
    // Without the query, which may hold names, and without the company's id, which is a secret of the connection.
    const path = (call.path.split("?")[0] ?? "").replace(`/companyinfo/${companyId}`, "/companyinfo/:company");
    options.onExchange({
      kind: call.kind,
      operation: call.operation,
      method: call.method,
      path,
      isMetered: isMetered({ method: call.method, path, status: outcome.status }),
      requestId: call.requestId ?? null,
      requestBody: call.body === undefined ? null : keptJson(call.body),
      ...outcome,
    });
  }

  return async (call) => {
    try {
      return await exchange(call);
    } catch (error) {
      if (!(error instanceof LedgerError) || error.code !== "auth-expired") throw error;
      await beforeSending(options.refresh);
    }
    try {
      return await exchange(call);
    } catch (error) {
      if (error instanceof LedgerError && error.code === "auth-expired") throw grantLooksDead(error);
      throw error;
    }
  };
}

/** Renewing the sign-in may end in doubt; of the call that waits for it nothing is: it has not left, or was refused for its token. */
async function beforeSending<T>(renew: () => Promise<T>): Promise<T> {
  try {
    return await renew();
  } catch (error) {
    if (error instanceof LedgerError && error.isOutcomeUnknown) throw new LedgerError(error.code, error.message, { retry: error.retry, facts: error.facts });
    throw error;
  }
}

/** A fresh token is refused as well: disconnected in QuickBooks, or the grant was withdrawn. */
function grantLooksDead(error: LedgerError): LedgerError {
  return new LedgerError("grant-revoked", "QuickBooks refuses a fresh access token.", { retry: "after-reconnect", facts: error.facts });
}

function requestFor(call: ApiCall, companyUrl: string, accessToken: string): Request {
  // A header with a line break in it would be refused by `Headers` with the token in the message.
  if (!/^[\x21-\x7e]+$/.test(accessToken)) {
    throw new LedgerError("auth-expired", "There is no usable access token.", { retry: "now", facts: { status: 0 } });
  }
  const separator = call.path.includes("?") ? "&" : "?";
  const url = companyUrl + call.path + (call.requestId === undefined ? "" : `${separator}requestid=${encodeURIComponent(call.requestId)}`);
  const headers = new Headers({ Accept: "application/json", Authorization: `Bearer ${accessToken}` });
  // QuickBooks redirects nobody: whoever does is not followed, least of all with the books in the request.
  if (call.method === "GET") return new Request(url, { headers, redirect: "manual" });
  headers.set("Content-Type", "application/json");
  return new Request(url, { method: "POST", headers, body: JSON.stringify(call.body), redirect: "manual" });
}

function secondsOf(retryAfter: string | null): number | null {
  const seconds = Number(retryAfter);
  return retryAfter !== null && Number.isFinite(seconds) && seconds > 0 ? seconds : null;
}
