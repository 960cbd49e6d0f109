import type { ActiveFaultRule } from '../faults/fault-rule.js';
import type { WebhookDelivery } from '../webhooks/endpoint.js';
import type { EntityName, Region, WireRecord } from './company.js';
import type { EmulatorSettings } from './settings.js';

/** One company of the emulator, as lists show it. */
export type CompanySummary = { realmId: string; name: string; region: Region; connected: boolean };

/** An app that may use a company. Times in milliseconds since 1970: until when without a refresh, and at the latest. */
export type Connection = { clientId: string; appName?: string; disconnectUrl?: string; scope: string; refreshUntil: number; hardUntil: number };

/** One request the emulator answered (or dropped), newest last. */
export type JournalEntry = {
  /** Counts from 1 since the last reset. */
  seq: number;
  /** Virtual time, ISO with offset Z. */
  at: string;
  realmId?: string;
  method: string;
  /** Path without query string; secrets never stand in it. */
  path: string;
  entity?: string;
  operation?: string;
  /** Record the request was about, when known. */
  id?: string;
  /** HTTP status; 0 when the connection was dropped without an answer. */
  status: number;
  /** Code of the first fault in the answer. */
  faultCode?: string;
  /** Counts as CorePlus (paid) at Intuit. */
  metered: boolean;
  intuitTid: string;
  requestid?: string;
  /** The answer was replayed from an earlier request with the same requestid. */
  replayed?: boolean;
  /** Items of a batch. */
  items?: number;
  durationMs: number;
  requestBody?: string;
  responseBody?: string;
};

/** A record that is no more, whoever deleted it. */
export type Deletion = {
  entity: EntityName;
  id: string;
  /** Virtual time, ISO with offset Z, as in the journal. */
  at: string;
};

/** Calls of one company by Intuit's price classes. */
export type Meters = { core: number; corePlus: number; batches: number; throttled: number };

/** What pages and the control plane may read of a running emulator. Reading here is never metered or journalled. */
export interface EmulatorState {
  /** Base address all urls are made of, without a trailing slash. */
  readonly publicUrl: string;
  companies(): CompanySummary[];
  company(realmId: string): CompanySummary | undefined;
  /** Apps connected to a company. */
  connections(realmId: string): Connection[];
  /** Records of an entity in insertion order, inactive ones included, deleted ones not. */
  records(realmId: string, entity: EntityName): WireRecord[];
  record(realmId: string, entity: EntityName, id: string): WireRecord | undefined;
  /** What was deleted, oldest first. */
  deletions(realmId: string): Deletion[];
  /** Newest last. */
  journal(filter?: { realmId?: string; limit?: number }): JournalEntry[];
  meters(realmId: string): Meters;
  faults(): ActiveFaultRule[];
  /** Webhook notifications, oldest first. */
  deliveries(): readonly WebhookDelivery[];
  /** Webhook endpoints and how many events wait for each. */
  endpoints(): { id: string; url: string; waiting: number }[];
  clock(): { now: string; offsetMs: number };
  readonly settings: Readonly<EmulatorSettings>;
}
