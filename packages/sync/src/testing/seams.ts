import type { Ledger } from "@tieout/domain";
import type { FirmSession, Store } from "@tieout/store";
import type { Network } from "./emulated-ledger.js";

/** One statement on its way to PostgreSQL; `pass` sends it, as it is or changed. */
export type Statement = { sql: string; params: readonly unknown[]; pass: (sql?: string, params?: readonly unknown[]) => Promise<object[]> };

/** A store whose plain statements go through `edit`: it may change them, keep them back or make up an answer. */
export function storeWith(store: Store, edit: (statement: Statement) => Promise<object[]>): Store {
  const through = (query: FirmSession["query"]): FirmSession["query"] => async <Row extends object>(sql: string, params: readonly unknown[] = []) =>
    (await edit({ sql, params, pass: (other = sql, others = params) => query(other, others) })) as Row[];
  return {
    withFirm: (firmId, work) =>
      store.withFirm(firmId, (session) =>
        work({
          firmId: session.firmId,
          get em() {
            return session.em;
          },
          query: through(session.query),
        })),
    askFirm: (firmId, ask) => store.askFirm(firmId, (firm) => ask({ firmId: firm.firmId, query: through(firm.query) })),
    withoutFirm: (work) => store.withoutFirm((query) => work(through(query))),
    ping: () => store.ping(),
    close: () => store.close(),
  };
}

/** Statements that contain a text are kept back. */
export function storeWithout(text: string, matches: (params: readonly unknown[]) => boolean = () => true): (store: Store) => Store {
  return (store) => storeWith(store, async ({ sql, params, pass }) => (sql.includes(text) && matches(params) ? [] : pass()));
}

/** A ledger some of whose methods are others. The rest stays, feed kinds included. */
export function ledgerWith(changes: (ledger: Ledger) => Partial<Ledger>): (ledger: Ledger) => Ledger {
  return (ledger) => ({
    company: () => ledger.company(),
    readAll: (kind) => ledger.readAll(kind),
    read: (kind, id) => ledger.read(kind, id),
    find: (marker) => ledger.find(marker),
    changesSince: (kinds, since) => ledger.changesSince(kinds, since),
    customerBalances: (through) => ledger.customerBalances(through),
    feedKinds: ledger.feedKinds,
    prepare: (write) => ledger.prepare(write),
    send: (call, requestId) => ledger.send(call, requestId),
    sendBatch: (calls, requestId) => ledger.sendBatch(calls, requestId),
    recordUrl: (kind, id) => ledger.recordUrl(kind, id),
    ...changes(ledger),
  });
}

/** Requests to the address of one entity with a body, changed on their way. */
export function bodiesOf(entity: "invoice" | "timeactivity", change: (body: Record<string, unknown>) => void): Network {
  return async (request, send) => {
    if (request.method !== "POST" || !new URL(request.url).pathname.endsWith(`/${entity}`)) return send(request);
    const body = (await request.clone().json()) as Record<string, unknown>;
    change(body);
    return send(new Request(request.url, { method: "POST", headers: request.headers, body: JSON.stringify(body) }));
  };
}

/** The same request to another address. */
export async function readdressed(request: Request, change: (url: URL) => void, headers: Headers | Record<string, string> = request.headers): Promise<Request> {
  const url = new URL(request.url);
  change(url);
  return new Request(url, request.method === "GET" ? { headers } : { method: request.method, headers, body: await request.clone().text() });
}
