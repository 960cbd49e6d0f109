import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { Client } from "pg";
import { peakMemoryMb } from "../../part.js";
import { countStatements } from "../../sync/statements.js";

/** What some work cost the machine. */
export interface Load {
  wallSeconds: number;
  /** SQL statements, begin and commit included. */
  statements: number;
  /** Processor time of the sync's process, milliseconds. */
  workerMs: number;
  /** Processor time of PostgreSQL, all of its processes, milliseconds. */
  postgresMs: number;
}

/** Hundredths of a second on every Linux there is; asked all the same. */
const ticksPerSecond = Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));

/** Counts from now until the function returned is called. Needs Linux: processor time stands in /proc. */
export async function watchLoad(databaseUrl: string, workerPid: number): Promise<() => Promise<Load>> {
  const server = await serverPid(databaseUrl);
  const statements = await countStatements(databaseUrl);
  const before = { at: performance.now(), worker: processorMs(workerPid), postgres: treeMs(server) };
  return async () => ({
    wallSeconds: (performance.now() - before.at) / 1_000,
    workerMs: processorMs(workerPid) - before.worker,
    postgresMs: treeMs(server) - before.postgres,
    statements: await statements(),
  });
}

/** The process that all others of this PostgreSQL are children of. */
async function serverPid(databaseUrl: string): Promise<number> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
    return statOf(rows[0]?.pid ?? 0).parent;
  } finally {
    await client.end();
  }
}

/** What a process has used, its ended children included. */
export function processorMs(pid: number): number {
  const { own, ended } = statOf(pid);
  return own + ended;
}

/** The same, with the children that live. */
function treeMs(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter((word) => word !== "").map(Number);
  return processorMs(pid) + children.reduce((sum, child) => sum + processorMs(child), 0);
}

/** `/proc/pid/stat`: what follows the name in brackets, whose words may hold spaces. A process that is gone has used nothing more: its parent counts it. */
function statOf(pid: number): { parent: number; own: number; ended: number } {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return { parent: 0, own: 0, ended: 0 };
  }
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const ms = (from: number) => ((Number(fields[from]) + Number(fields[from + 1])) * 1_000) / ticksPerSecond;
  return { parent: Number(fields[1]), own: ms(11), ended: ms(13) };
}

/** Peak of a process, megabytes; zero where the system does not say. */
export function peakMb(pid: number): number {
  return peakMemoryMb(pid) ?? 0;
}

/** Sums of two pieces of work. */
export function perRecord({ statements, workerMs, postgresMs }: Load, records: number): { statements: number; cpuMs: number } {
  return { statements: statements / records, cpuMs: (workerMs + postgresMs) / records };
}
