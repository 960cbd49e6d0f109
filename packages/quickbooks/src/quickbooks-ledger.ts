import {
  LedgerError,
  type BatchItemAnswer,
  type CallThrottle,
  type Ledger,
  type LedgerAnswer,
  type LedgerBalances,
  type LedgerChanges,
  type LedgerCompany,
  type LedgerDocumentOf,
  type LedgerExchange,
  type LedgerKind,
  type LedgerMarker,
  type LedgerRecord,
  type LedgerWrite,
  type PreparedCall,
} from "@tieout/domain";
import { z } from "zod";
import { answerOf, recordOf, rowsOf } from "./answers.js";
import { batchAnswers, batchBody, type BatchItem } from "./batch.js";
import { feedChanges, feedPath } from "./change-feed.js";
import { toLedgerCompany } from "./company.js";
import { balancesOf, balancesPath } from "./customer-balances.js";
import type { EntityCodec } from "./entities/codec.js";
import { companyInfo } from "./entities/company-info.js";
import { codecs, feedKinds } from "./entities/index.js";
import { preferences } from "./entities/preferences.js";
import { markerSearch, newestFirst } from "./find.js";
import { createClient, type ApiAnswer, type ApiCall, type Fetch, type Timeouts } from "./http/client.js";
import { faultOperation } from "./http/fault-operation.js";
import { malformedAnswer } from "./http/faults.js";
import { companyUrl, recordUrl, type QuickBooksEnvironment, type QuickBooksTarget } from "./http/urls.js";
import { minorVersion, prepare } from "./prepare.js";
import { encodeStatement, statement, type QueryCondition } from "./query.js";

export interface QuickBooksOptions {
  environment: QuickBooksEnvironment;
  /** Base address of the emulator. */
  baseUrl?: string;
  realmId: string;
  /** The access token to use now; called before every exchange. */
  accessToken: () => Promise<string>;
  /** Gets a new access token after a refusal; the caller lets only one process do it. */
  refresh: () => Promise<void>;
  /** Shared by everybody who calls this company. */
  throttle: CallThrottle;
  /** Stands in for the network in tests. */
  fetch?: Fetch;
  /** Hears of every exchange, also of those without an answer. Carries no token, name or amount. */
  onExchange: (exchange: LedgerExchange) => void;
  timeouts?: Timeouts;
}

/** Rows of a page; QuickBooks gives 100 unless asked and never more than this. */
const pageSize = 1_000;
/** So often a full read goes back for rows that moved up while it was under way. */
const mostStepsBack = 3;
/** Intuit's limit on `requestid`. */
const requestIdLength = 50;

/** The queries that together give every row of an entity: without a word about `Active`, only active ones come. */
const everyRow: Record<EntityCodec["inactive"], QueryCondition[][]> = {
  none: [[]],
  "in-filter": [[{ property: "Active", operator: "in", value: [true, false] }]],
  "second-query": [[], [{ property: "Active", operator: "=", value: false }]],
};

/** One connected QuickBooks Online company. */
export class QuickBooksLedger implements Ledger {
  readonly feedKinds = feedKinds;
  readonly #call: (call: ApiCall) => Promise<ApiAnswer>;
  readonly #target: QuickBooksTarget;
  readonly #realmId: string;

  constructor(options: QuickBooksOptions) {
    this.#target = { environment: options.environment, baseUrl: options.baseUrl };
    this.#realmId = options.realmId;
    this.#call = createClient({ ...options, companyUrl: companyUrl(this.#target, options.realmId) });
  }

  async company(): Promise<LedgerCompany> {
    const read = async <T>(member: string, path: string, wire: z.ZodType<T>): Promise<T> =>
      this.#read({ kind: "company", operation: "read", path }, (body) => z.object({ [member]: wire }).parse(body)[member] as T);
    const info = await read("CompanyInfo", `/companyinfo/${encodeURIComponent(this.#realmId)}?minorversion=${minorVersion}`, companyInfo);
    return toLedgerCompany(info, await read("Preferences", `/preferences?minorversion=${minorVersion}`, preferences));
  }

  async *readAll<K extends LedgerKind>(kind: K): AsyncIterable<LedgerRecord<LedgerDocumentOf<K>>[]> {
    for (const where of everyRow[codecs[kind].inactive]) {
      yield* this.#pages(kind, where) as AsyncIterable<LedgerRecord<LedgerDocumentOf<K>>[]>;
    }
  }

  async read(kind: LedgerKind, id: string): Promise<LedgerRecord | null> {
    const path = `/${codecs[kind].path}/${encodeURIComponent(id)}?minorversion=${minorVersion}`;
    try {
      return await this.#read({ kind, operation: "read", path }, (body) => recordOf(kind, body));
    } catch (error) {
      if (error instanceof LedgerError && error.code === "not-found") return null;
      throw error;
    }
  }

  async find(marker: LedgerMarker): Promise<LedgerRecord[]> {
    const { kind, where, isCandidate } = markerSearch(marker);
    const found: LedgerRecord[] = [];
    for await (const page of this.#pages(kind, where)) found.push(...page.filter(isCandidate));
    return newestFirst(found);
  }

  async changesSince(kinds: readonly LedgerKind[], since: string): Promise<LedgerChanges> {
    const uncovered = kinds.filter((kind) => !feedKinds.includes(kind));
    if (uncovered.length > 0 || kinds.length === 0) {
      throw new LedgerError("not-allowed", `QuickBooks' change feed does not report ${uncovered.join(", ") || "nothing"}.`, {
        retry: "never",
        facts: { status: 0 },
      });
    }
    try {
      return await this.#read({ kind: "change-feed", operation: "change-feed", path: feedPath(kinds, since) }, (body) => feedChanges(kinds, body));
    } catch (error) {
      if (!isBeyondFeed(error)) throw error;
      return { records: [], deleted: [], overflowed: [...kinds], until: await this.#serverTime() };
    }
  }

  async customerBalances(through: string): Promise<LedgerBalances> {
    return this.#read({ kind: "report", operation: "report", path: balancesPath(through) }, balancesOf);
  }

  prepare(write: LedgerWrite): PreparedCall {
    return prepare(write);
  }

  async send(call: PreparedCall, requestId: string): Promise<LedgerAnswer> {
    if (requestId.length === 0 || requestId.length > requestIdLength) {
      throw new LedgerError("rejected", `A request id has 1 to ${requestIdLength} characters.`, { retry: "never", facts: { status: 0 } });
    }
    const operation = faultOperation(call.operation);
    try {
      const answer = await this.#call({ ...call, operation, requestId, isWrite: true });
      return understood(answer, operation, true, (body) => answerOf(call.kind, body, answer.traceId));
    } catch (error) {
      throw await this.#explained(error, call);
    }
  }

  async sendBatch(items: readonly BatchItem[], requestId: string): Promise<BatchItemAnswer[]> {
    const body = batchBody(items, requestId);
    const path = `/batch?minorversion=${minorVersion}`;
    const answer = await this.#call({ kind: "batch", operation: "batch", method: "POST", path, body, requestId, isWrite: true });
    return understood(answer, "batch", true, (received) => batchAnswers(items, received, answer.traceId));
  }

  recordUrl(kind: LedgerKind, id: string): string {
    return recordUrl(this.#target, this.#realmId, kind, id);
  }

  /**
   * Page after page in a stable order, each row once; a page that is not full is the last. Each page begins with the last row of the one
   * before: where it does not, rows were deleted meanwhile and the rest moved up, so that some would be passed over and taken for gone; it
   * is read again from a page further back (reliability FC-18). Not for ever: whoever deletes that much is told of by the next read.
   */
  async *#pages(kind: LedgerKind, where: readonly QueryCondition[]): AsyncIterable<LedgerRecord[]> {
    const { name: entity, orderBy } = codecs[kind];
    const seen = new Set<string>();
    let stepsBack = 0;
    for (let startPosition = 1; ; ) {
      const text = statement({ entity, where, orderBy, startPosition, maxResults: pageSize });
      const path = `/query?query=${encodeStatement(text)}&minorversion=${minorVersion}`;
      const rows = await this.#read({ kind, operation: "query", path }, (body) => rowsOf(kind, body));
      const isJoined = startPosition === 1 || seen.has(rows[0]?.id ?? "");
      if (!isJoined && stepsBack < mostStepsBack) {
        stepsBack += 1;
        startPosition = Math.max(1, startPosition - pageSize + 1);
        continue;
      }
      const unseen = rows.filter(({ id }) => !seen.has(id));
      for (const { id } of unseen) seen.add(id);
      if (unseen.length > 0) yield unseen;
      if (rows.length < pageSize) return;
      startPosition += rows.length - 1;
    }
  }

  async #read<T>(call: Pick<ApiCall, "kind" | "operation" | "path">, decode: (body: unknown) => T): Promise<T> {
    const answer = await this.#call({ ...call, method: "GET", isWrite: false });
    return understood(answer, call.operation, false, decode);
  }

  /** QuickBooks' own clock: every answer says when it was begun. */
  async #serverTime(): Promise<string> {
    const path = `/preferences?minorversion=${minorVersion}`;
    return this.#read({ kind: "company", operation: "read", path }, (body) => z.object({ time: z.string() }).parse(body).time);
  }

  /**
   * QuickBooks says 610 for a record that is gone and for one that points at something switched off, in localised words: the
   * record itself tells which.
   */
  async #explained(error: unknown, call: PreparedCall): Promise<unknown> {
    const id = z.object({ Id: z.string() }).safeParse(call.body);
    const isAmbiguous = error instanceof LedgerError && error.code === "not-found" && call.operation !== "delete" && id.success;
    if (!isAmbiguous) return error;
    try {
      if ((await this.read(call.kind, id.data.Id)) === null) return error;
    } catch {
      return error;
    }
    return new LedgerError("reference-inactive", "The record points at something that is switched off in QuickBooks.", {
      retry: "after-fix",
      facts: error.facts,
    });
  }
}

/** The feed reaches back 30 days; an older instant is answered as an unsupported operation (code 500, qbo-protocol 8). */
function isBeyondFeed(error: unknown): boolean {
  return error instanceof LedgerError && error.facts.faultCode === "500";
}

/** Decodes an answer; one that is not what we know is `malformed-answer`, without quoting it. */
function understood<T>(answer: ApiAnswer, operation: ApiCall["operation"], isWrite: boolean, decode: (body: unknown) => T): T {
  try {
    return decode(answer.body);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const where = error.issues[0]?.path.join(".") || "the whole answer";
    const { status, traceId } = answer;
    throw malformedAnswer({ status, operation, isWrite, traceId }, `QuickBooks' answer cannot be read: ${where}.`);
  }
}

/** Opens the port to one connected company. No call is made yet. */
export function openQuickBooks(options: QuickBooksOptions): Ledger {
  return new QuickBooksLedger(options);
}
