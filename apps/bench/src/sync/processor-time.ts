import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";

/** Linux counts processor time in hundredths of a second, whatever the machine. */
const tickMs = 10;

interface ProcessTimes {
  parent: number;
  /** Its own, and that of children that have ended. */
  ownMs: number;
  endedMs: number;
}

function timesOf(pid: number | string): ProcessTimes | null {
  try {
    // The name, in brackets, may hold anything.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /s, "").split(" ").map(Number);
    const [parent = 0, user = 0, system = 0, endedUser = 0, endedSystem = 0] = [fields[1], fields[11], fields[12], fields[13], fields[14]];
    return { parent, ownMs: (user + system) * tickMs, endedMs: (endedUser + endedSystem) * tickMs };
  } catch {
    return null;
  }
}

/** Processor time of a process so far, milliseconds; null where the system does not say (not Linux). */
export function processorMs(pid: number): number | null {
  return timesOf(pid)?.ownMs ?? null;
}

/** Processor time of a PostgreSQL on this machine so far, all its processes together, milliseconds; null where the system does not say. */
export async function postgresMs(databaseUrl: string): Promise<number | null> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ data_directory: string }>("show data_directory");
  await client.end();
  const server = Number(readFileSync(join(rows[0]?.data_directory ?? "", "postmaster.pid"), "utf8").split("\n")[0]);
  const head = timesOf(server);
  if (!head) return null;
  const children = readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? (timesOf(name) ?? []) : [])).filter(({ parent }) => parent === server);
  return head.ownMs + head.endedMs + children.reduce((sum, { ownMs }) => sum + ownMs, 0);
}
