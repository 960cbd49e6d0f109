import type { EntityName, Region, WireRecord } from './company.js';

/** One company of the emulator, as lists show it. */
export type CompanySummary = { realmId: string; name: string; region: Region; connected: boolean };

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

/** Calls of one company by Intuit's price classes. */
export type Meters = { core: number; corePlus: number; batches: number; throttled: number };

/** A rule that makes matching requests fail. Texts are compared without case. */
export type FaultRule = {
  when: {
    realmId?: string;
    /** Entity name, or `batch`, `cdc`, `query`, `token` for those endpoints. */
    entity?: string;
    operation?: 'create' | 'update' | 'delete' | 'void' | 'read' | 'query' | 'cdc' | 'batch' | 'token' | 'revoke';
    /** Found anywhere in path, query string or body. */
    match?: string;
    /** Only the n-th matching request (from 1). */
    nth?: number;
  };
  then: {
    /** HTTP status to answer with. */
    status?: number;
    /** Code from Intuit's table ("6240", "3001", "invalid_grant"), with the text of that code unless given. */
    fault?: { code: string; message?: string; detail?: string; element?: string };
    /** Virtual-clock independent delay before the answer, milliseconds. */
    delayMs?: number;
    /** Connection ends without an answer and nothing was stored. */
    drop?: boolean;
    /** The write is stored, then the connection ends without an answer. */
    commitThenDrop?: boolean;
    /** Answer an HTML page, as a gateway in front of QuickBooks does. */
    html?: boolean;
    /** Answer the fault as XML although JSON was asked. */
    xml?: boolean;
  };
  /** How often the rule fires before it is used up; 1 when absent, 0 = for ever. */
  times?: number;
};

/** A fault rule in force. */
export type ActiveFaultRule = FaultRule & { id: string; seen: number; fired: number };

/** What pages and the control plane may read of a running emulator. Reading here is never metered or journalled. */
export interface EmulatorState {
  /** Base address all urls are made of, without a trailing slash. */
  readonly publicUrl: string;
  companies(): CompanySummary[];
  company(realmId: string): CompanySummary | undefined;
  /** Records of an entity in insertion order, inactive ones included, deleted ones not. */
  records(realmId: string, entity: EntityName): WireRecord[];
  record(realmId: string, entity: EntityName, id: string): WireRecord | undefined;
  /** Newest last. */
  journal(filter?: { realmId?: string; limit?: number }): JournalEntry[];
  meters(realmId: string): Meters;
  faults(): ActiveFaultRule[];
  clock(): { now: string; offsetMs: number };
}
