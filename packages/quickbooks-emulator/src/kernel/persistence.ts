import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Grant } from '../oauth/grants.js';
import type { SavedWebhooks, WebhookChange } from '../webhooks/saved-webhooks.js';
import type { CompanyState, StateEvent } from './company-state.js';
import { type CompanySnapshot, type EmulatorSnapshot, restoreCompany, restoreSnapshot, snapshotCompany, takeSnapshot } from './snapshot.js';
import type { World } from './world.js';

type LogLine =
  | StateEvent
  | WebhookChange
  | { t: 'company'; company: CompanySnapshot }
  | { t: 'grants'; grants: Grant[] }
  | { t: 'clock'; offsetMs: number };

/** `webhooks` is absent in a state kept before endpoints were. */
type SavedState = { generation: number; snapshot: EmulatorSnapshot; webhooks?: SavedWebhooks };

const compactAboveBytes = 32 * 1024 * 1024;

/**
 * Keeps an emulator in a folder (companies, consents, webhooks, clock): `state.json`, replaced as a whole, and `changes.jsonl`, appended with every change
 * before its answer leaves. After a crash the changes are read again on top of the state; they are absolute, so one
 * read twice does no harm, and a line cut short is left out.
 */
export class StateFolder {
  readonly #statePath: string;
  readonly #logPath: string;
  readonly #claimPath: string;
  readonly #saved: SavedState | undefined;
  #log: number | undefined;
  #written = 0;
  #world: World | undefined;

  /** Throws a plain sentence when the folder cannot be used. */
  constructor(folder: string) {
    this.#statePath = join(folder, 'state.json');
    this.#logPath = join(folder, 'changes.jsonl');
    this.#claimPath = join(folder, 'process.pid');
    try {
      mkdirSync(folder, { recursive: true });
      claim(this.#claimPath);
      closeSync(openSync(this.#logPath, 'a'));
      this.#saved = existsSync(this.#statePath) ? (JSON.parse(readFileSync(this.#statePath, 'utf8')) as SavedState) : undefined;
    } catch (error) {
      throw new Error(`The data folder ${folder} cannot be used: ${(error as Error).message}`, { cause: error });
    }
  }

  /** How often the folder was opened before; part of the seed, so that tokens and ids are not drawn again. */
  get generation(): number {
    return this.#saved?.generation ?? 0;
  }

  /** Loads what was kept into the world, then writes down everything that changes. Answers whether there was anything. */
  attach(world: World): boolean {
    this.#world = world;
    if (this.#saved) {
      restoreSnapshot(world, this.#saved.snapshot);
      if (this.#saved.webhooks) world.webhooks.import(this.#saved.webhooks);
      for (const line of this.#readLog()) apply(world, line);
    }
    for (const company of world.all()) this.#follow(company);
    world.onCompany = (company) => {
      this.#follow(company);
      this.#append({ t: 'company', company: snapshotCompany(company) });
    };
    world.webhooks.onChange = (change) => this.#append(change);
    world.grants.onChange = () => this.#append({ t: 'grants', grants: world.grants.export() });
    return this.#saved !== undefined;
  }

  /** Notes the clock, which the world does not announce by itself. */
  noteClock(offsetMs: number): void {
    this.#append({ t: 'clock', offsetMs });
  }

  /** Writes the whole state anew and empties the log. */
  compact(): void {
    const world = this.#world!;
    const state: SavedState = { generation: this.generation + 1, snapshot: takeSnapshot(world), webhooks: world.webhooks.export() };
    const draft = `${this.#statePath}.new`;
    const file = openSync(draft, 'w');
    writeSync(file, JSON.stringify(state));
    fsyncSync(file);
    closeSync(file);
    renameSync(draft, this.#statePath);
    if (this.#log !== undefined) closeSync(this.#log);
    this.#log = openSync(this.#logPath, 'w');
    this.#written = 0;
  }

  close(): void {
    if (this.#log === undefined) return;
    this.compact();
    closeSync(this.#log);
    this.#log = undefined;
    rmSync(this.#claimPath, { force: true });
  }

  #follow(company: CompanyState): void {
    company.onEvent = (event) => this.#append(event);
  }

  #append(line: LogLine): void {
    if (this.#log === undefined) return;
    this.#written += writeSync(this.#log, `${JSON.stringify(line)}\n`);
    if (this.#written > compactAboveBytes) this.compact();
  }

  *#readLog(): Generator<LogLine> {
    for (const text of readFileSync(this.#logPath, 'utf8').split('\n')) {
      if (text === '') continue;
      try {
        yield JSON.parse(text) as LogLine;
      } catch {
        return;
      }
    }
  }
}

function apply(world: World, line: LogLine): void {
  if (line.t === 'company') return world.adopt(restoreCompany(world, line.company));
  if (line.t === 'grants') return world.grants.import(line.grants);
  if (line.t === 'clock') {
    world.virtualClock.offsetMs = line.offsetMs;
    return;
  }
  if (line.t === 'endpoint' || line.t === 'event' || line.t === 'delivery') return world.webhooks.apply(line);
  const company = world.find(line.realm);
  if (!company) return;
  if (line.t === 'put') company.table(line.entity).put(line.record);
  else if (line.t === 'count') company.counters.set(line.space, BigInt(line.value));
  else if (line.t === 'file') company.files.set(line.id, new Uint8Array(Buffer.from(line.base64, 'base64')));
  else if (line.t === 'reply') company.replies.set(line.key, line.reply);
  else if (line.t === 'post') company.journal.replace(line.key, line.entry ?? undefined);
  else {
    company.table(line.entity).remove(line.id);
    if (line.entity === 'Attachable') company.files.delete(line.id);
    const isKnown = company.deleted.some((stub) => stub.entity === line.entity && stub.id === line.id);
    if (!isKnown) company.deleted.push({ entity: line.entity, id: line.id, at: line.at });
  }
}

/** Writes down who uses the folder. One that a living process uses is refused: two would overwrite each other; what a dead one left is taken over. */
function claim(path: string): void {
  const owner = existsSync(path) ? Number(readFileSync(path, 'utf8')) : process.pid;
  if (owner !== process.pid && isAlive(owner)) throw new Error(`process ${owner} uses it. Stop it, or name another folder`);
  writeFileSync(path, String(process.pid));
}

function isAlive(pid: number): boolean {
  try {
    return Number.isInteger(pid) && pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
