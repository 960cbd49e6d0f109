import { Client } from "pg";

/** What the server must be started with for statements to be counted. */
export const statementSettings = ["shared_preload_libraries=pg_stat_statements"] as const;

/** What seals the history at commit runs inside the server, and counts there as if somebody had sent it. */
const ofServer = ["%new.firm_id%", "%jsonb_build_array(number) || line%", "%sha256(convert_to(previous%"];

/** What a node asks for all its firms together, and what lets an hour pass here. */
const ofNode = ["%hub.dispatch_due(%", "%hub.due_work(%", "%update hub.clock%"];

/** Counts the SQL statements of one database from now until the function returned is called; begin and commit count, as they go over the wire. */
export function countStatements(databaseUrl: string): Promise<() => Promise<number>> {
  return count(databaseUrl, ofServer);
}

/** The same without what looks for work, which is asked once for all firms. */
export function countFirmStatements(databaseUrl: string): Promise<() => Promise<number>> {
  return count(databaseUrl, [...ofServer, ...ofNode]);
}

async function count(databaseUrl: string, apart: readonly string[]): Promise<() => Promise<number>> {
  const counter = new Client({ connectionString: databaseUrl });
  await counter.connect();
  await counter.query("create extension if not exists pg_stat_statements");
  await counter.query("select pg_stat_statements_reset()");
  return async () => {
    const { rows } = await counter.query<{ n: number }>(
      "select coalesce(sum(s.calls), 0)::int as n from pg_stat_statements s join pg_database d on d.oid = s.dbid and d.datname = current_database() where s.toplevel and s.query not like '%pg_stat_statements%' and s.query not like all($1)",
      [apart],
    );
    await counter.end();
    return rows[0]?.n ?? 0;
  };
}
