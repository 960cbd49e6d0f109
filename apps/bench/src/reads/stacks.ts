import { startApiProcess } from "../api-process.js";
import { startOwnPart } from "../part.js";
import type { ReadClient, ReadRequest, Stack } from "./stack.js";

/** Connections to the database of each stack. */
const poolSize = 10;
/** Largest page of our API (`first` 1 to 100). */
const largestPage = 100;

interface ReadsDatabase {
  url: string;
  firmId: string;
}

interface GraphqlBody {
  data?: Record<string, { nodes: GraphqlClient[] } & GraphqlClient>;
  errors?: unknown;
}

interface GraphqlClient extends Omit<ReadClient, "invoices"> {
  invoices?: { number: string; issuedOn: string; total: { amount: string } }[];
  invoicesByClientId?: { nodes: { number: string; issuedOn: string; total: string }[] };
}

/** A plain http server over pg: what the others are measured against. */
export async function startFloor(database: ReadsDatabase): Promise<Stack> {
  const part = await startOwnPart<string>("floor", { databaseUrl: database.url, firmId: database.firmId, poolSize });
  return {
    name: "floor",
    url: part.answer,
    pid: part.pid,
    async request(scenario) {
      const path = `/${scenario}`;
      if (scenario !== "read-1-client") return { method: "GET", path };
      const { clients } = (await ask(part.answer, { method: "GET", path: "/read-50-clients" })) as { clients: ReadClient[] };
      return { method: "GET", path: `${path}/${clients[0]?.id}` };
    },
    clients: (body) => (body as { clients: ReadClient[] }).clients,
  };
}

/** PostGraphile 5; a list of 1,000 in one page, which it allows. */
export async function startPostGraphile(database: ReadsDatabase): Promise<Stack> {
  const part = await startOwnPart<string>("postgraphile", { databaseUrl: database.url, firmId: database.firmId, poolSize });
  const fields = "id: rowId displayName email phone currency isActive version";
  const list = (first: number, more = "") => `{ allClients(first: ${first}, orderBy: [DISPLAY_NAME_ASC]) { nodes { ${fields} ${more} } } }`;
  const newest = "invoicesByClientId(first: 5, orderBy: [ISSUED_ON_DESC]) { nodes { number issuedOn total } }";
  return {
    name: "postgraphile",
    url: part.answer,
    pid: part.pid,
    async request(scenario) {
      if (scenario === "read-50-clients") return graphql(list(50));
      if (scenario === "read-1000-clients") return graphql(list(1000));
      if (scenario === "read-50-clients-5-invoices") return graphql(list(50, newest));
      const [first] = clientsOf(await ask(part.answer, graphql(list(1))));
      return graphql(`query One($id: UUID!) { clientByRowId(rowId: $id) { ${fields} } }`, { id: first?.id });
    },
    clients: clientsOf,
  };
}

/** Our API as it is started anywhere, asked with an API key; a list of 1,000 is ten pages of 100 in one request. */
export async function startTieout(database: ReadsDatabase & { apiKey: string; env: NodeJS.ProcessEnv }): Promise<Stack> {
  const { url, pid } = await startApiProcess({ ...database.env, DATABASE_URL: database.url, DATABASE_POOL_SIZE: String(poolSize), ROLE: "web" });
  const headers = { authorization: `Bearer ${database.apiKey}` };
  const fields = "id displayName email phone currency isActive version";
  return {
    name: "tieout",
    url,
    pid,
    async request(scenario) {
      if (scenario === "read-50-clients") return graphql(`{ clients(first: 50) { nodes { ${fields} } } }`, {}, headers);
      if (scenario === "read-50-clients-5-invoices") return graphql(`{ clients(first: 50) { nodes { ${fields} invoices(first: 5) { number issuedOn total { amount } } } } }`, {}, headers);
      if (scenario === "read-1-client") {
        const [first] = clientsOf(await ask(url, graphql(`{ clients(first: 1) { nodes { ${fields} } } }`, {}, headers)));
        return graphql(`query One($id: ID!) { client(id: $id) { ${fields} } }`, { id: first?.id }, headers);
      }
      const cursors = await pageCursors(url, headers, 1000 / largestPage);
      const pages = cursors.map((_cursor, page) => `page${page}: clients(first: ${largestPage}, after: $after${page}) { nodes { ...fields } }`);
      const variables = cursors.map((cursor, page) => [`after${page}`, cursor] as const);
      return graphql(`query Pages(${variables.map(([name]) => `$${name}: String`).join(", ")}) { ${pages.join(" ")} } fragment fields on Client { ${fields} }`, Object.fromEntries(variables), headers);
    },
    clients: clientsOf,
  };
}

/** Where each of the first pages begins; null for the very first. */
async function pageCursors(url: string, headers: Record<string, string>, pages: number): Promise<(string | null)[]> {
  const cursors: (string | null)[] = [null];
  while (cursors.length < pages) {
    const query = `query Next($after: String) { clients(first: ${largestPage}, after: $after) { pageInfo { endCursor } } }`;
    const body = (await ask(url, graphql(query, { after: cursors.at(-1) }, headers))) as { data: { clients: { pageInfo: { endCursor: string } } } };
    cursors.push(body.data.clients.pageInfo.endCursor);
  }
  return cursors;
}

function clientsOf(body: unknown): ReadClient[] {
  const { data, errors } = body as GraphqlBody;
  if (errors || !data) throw new Error(`The answer carries errors: ${JSON.stringify(errors)}`);
  return Object.values(data)
    .flatMap((field) => field.nodes ?? [field])
    .map(({ invoices, invoicesByClientId, ...client }) => ({
      ...client,
      ...(invoices && { invoices: invoices.map(({ total, ...invoice }) => ({ ...invoice, total: total.amount })) }),
      ...(invoicesByClientId && { invoices: invoicesByClientId.nodes }),
    }));
}

function graphql(query: string, variables: Record<string, unknown> = {}, headers: Record<string, string> = {}): ReadRequest {
  return { method: "POST", path: "/graphql", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify({ query, variables }) };
}

/** The text a request is answered with. Throws unless it is a success. */
export async function askText(url: string, { path, ...request }: ReadRequest): Promise<string> {
  const response = await fetch(url + path, request);
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${url}${path} answered ${response.status}: ${text.slice(0, 500)}`);
  return text;
}

async function ask(url: string, request: ReadRequest): Promise<unknown> {
  return JSON.parse(await askText(url, request));
}
