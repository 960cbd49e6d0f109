import { Client } from "pg";

/** What the server must be started with for statements to be counted. */
export const statementSettings = ["shared_preload_libraries=pg_stat_statements"] as const;

/** Counts the SQL statements of one database from now until the function returned is called; begin and commit count, as they go over the wire. */
export async function countStatements(databaseUrl: string): Promise<() => Promise<number>> {
  const counter = new Client({ connectionString: databaseUrl });
  await counter.connect();
  await counter.query("create extension if not exists pg_stat_statements");
  await counter.query("select pg_stat_statements_reset()");
  return async () => {
    const { rows } = await counter.query<{ n: number }>(
      "select coalesce(sum(s.calls), 0)::int as n from pg_stat_statements s join pg_database d on d.oid = s.dbid and d.datname = current_database() where s.toplevel and s.query not like '%pg_stat_statements%'",
    );
    await counter.end();
    return rows[0]?.n ?? 0;
  };
}
