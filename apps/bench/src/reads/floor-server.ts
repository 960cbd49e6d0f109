import { createServer } from "node:http";
import { Pool } from "pg";
import type { ReadScenario } from "./stack.js";

const clientColumns = `client.id, client.display_name as "displayName", client.email, client.phone, client.currency, client.is_active as "isActive", client.version`;

const list = (first: number) => ({ text: `select ${clientColumns} from hub.client order by display_name, id limit ${first}`, params: [] as string[] });

const queries: Record<ReadScenario, (id: string) => { text: string; params: string[] }> = {
  "read-50-clients": () => list(50),
  "read-1000-clients": () => list(1000),
  "read-1-client": (id) => ({ text: `select ${clientColumns} from hub.client where id = $1`, params: [id] }),
  "read-50-clients-5-invoices": () => ({
    text: `select ${clientColumns}, newest.invoices from (select * from hub.client order by display_name, id limit 50) as client
      cross join lateral (select json_agg(invoice) as invoices from (select number, issued_on as "issuedOn", total::text as total from hub.invoice
        where invoice.client_id = client.id order by issued_on desc, id desc limit 5) as invoice) as newest
      order by client.display_name, client.id`,
    params: [],
  }),
};

/**
 * The least a server can do: no framework, no GraphQL, no sign-in, prepared statements, one exchange with the database for the
 * beginning of the transaction. Row-level security as everywhere: the same role, the same firm.
 */
export async function serveFloor({ databaseUrl, firmId, poolSize }: { databaseUrl: string; firmId: string; poolSize: number }): Promise<string> {
  const pool = new Pool({ connectionString: databaseUrl, max: poolSize });
  const begin = `begin; set local role tieout_app; set local hub.firm_id = '${firmId}'`;
  const server = createServer((request, response) => {
    void answer(request.url ?? "/").then(
      (body) => response.writeHead(200, { "content-type": "application/json" }).end(body),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });

  async function answer(url: string): Promise<string> {
    const [, scenario, id = ""] = url.split("/");
    const { text, params } = queries[scenario as ReadScenario](id);
    const connection = await pool.connect();
    try {
      await connection.query(begin);
      const { rows } = await connection.query({ name: scenario, text, values: params });
      await connection.query("commit");
      connection.release();
      return JSON.stringify({ clients: rows });
    } catch (error) {
      connection.release(true);
      throw error;
    }
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The floor server has no port.");
  return `http://127.0.0.1:${address.port}`;
}
