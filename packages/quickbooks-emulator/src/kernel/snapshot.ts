import { definitions } from '../entities/registry.js';
import type { Grant } from '../oauth/grants.js';
import type { EntityName, WireRecord } from './company.js';
import type { JournalEntry } from '../ledger/journal.js';
import { openJournal } from '../ledger/opening.js';
import { type CompanyHeader, CompanyState, type DeletedStub, type StoredReply } from './company-state.js';
import type { Meters } from './state.js';
import type { World } from './world.js';

/** All of one company at a moment. Records are shared with the company, which never changes them in place. */
export type CompanySnapshot = {
  header: CompanyHeader;
  records: [EntityName, WireRecord[]][];
  deleted: DeletedStub[];
  counters: [space: string, value: string][];
  replies: [key: string, reply: StoredReply][];
  /** Uploaded files, Base64; absent where there are none. */
  files?: [id: string, base64: string][];
  /** Absent in a state kept by an emulator without books: opened from the records. */
  journal?: [key: string, entry: JournalEntry][];
};

/** All of an emulator at a moment, plain data. Not in it: journal, fault rules, throttle windows. */
export type EmulatorSnapshot = {
  version: 1;
  clockOffsetMs: number;
  companies: CompanySnapshot[];
  grants: Grant[];
  meters: [realmId: string, meters: Meters][];
};

export function takeSnapshot(world: World): EmulatorSnapshot {
  return {
    version: 1,
    clockOffsetMs: world.virtualClock.offsetMs,
    companies: world.all().map(snapshotCompany),
    grants: world.grants.export(),
    meters: world.meterBook.export(),
  };
}

/** Puts an emulator back to a snapshot. */
export function restoreSnapshot(world: World, snapshot: EmulatorSnapshot): void {
  world.virtualClock.offsetMs = snapshot.clockOffsetMs;
  world.removeCompanies();
  for (const saved of snapshot.companies) world.adopt(restoreCompany(world, saved));
  world.grants.import(snapshot.grants);
  world.meterBook.import(snapshot.meters);
  world.throttle.clear();
}

export function snapshotCompany(company: CompanyState): CompanySnapshot {
  return {
    header: company.header,
    records: [...definitions.keys()].map((entity) => [entity, [...company.table(entity).rows.values()]]),
    deleted: [...company.deleted],
    counters: [...company.counters].map(([space, value]) => [space, value.toString()]),
    replies: [...company.replies],
    ...(company.files.size === 0 ? {} : { files: [...company.files].map(([id, bytes]): [string, string] => [id, Buffer.from(bytes).toString('base64')]) }),
    journal: [...company.journal.entries],
  };
}

export function restoreCompany(world: World, saved: CompanySnapshot): CompanyState {
  const company = new CompanyState(saved.header, world.virtualClock, definitions);
  for (const [entity, rows] of saved.records) company.table(entity).replace(rows.map((row) => company.shared.copy(row)));
  company.deleted = [...saved.deleted];
  company.counters = new Map(saved.counters.map(([space, value]) => [space, BigInt(value)]));
  company.replies = new Map(saved.replies);
  company.files = new Map((saved.files ?? []).map(([id, base64]) => [id, new Uint8Array(Buffer.from(base64, 'base64'))]));
  if (saved.journal) for (const [key, entry] of saved.journal) company.journal.replace(key, entry);
  else openJournal(company);
  return company;
}
