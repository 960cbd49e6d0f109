import type { WireObject } from '../kernel/company.js';
import type { EmulatorSettings } from '../kernel/settings.js';

/** Which requests a fault is for. Texts are compared without case; absent members fit everything. */
export type FaultWhen = {
  realmId?: string;
  /** Entity name, or `batch`, `cdc`, `query`, `token`, `webhook` for those endpoints. */
  entity?: string;
  operation?: FaultOperation;
  /** Found anywhere in path, query string or body. */
  match?: string;
  /** Only the n-th matching request (from 1). */
  nth?: number;
  /** Only requests whose `requestid` an earlier request of the company carried. */
  isRepeat?: boolean;
};

export const faultOperations = [
  'create', 'update', 'delete', 'void', 'read', 'query', 'cdc', 'batch', 'pdf', 'send', 'upload', 'download', 'report', 'taxservice',
  'discovery', 'authorize', 'token', 'revoke', 'webhook',
] as const;

export type FaultOperation = (typeof faultOperations)[number];

/** What happens to a request a rule is for. Members combine: a delay before a dropped connection, a changed world before the real answer. */
export type FaultThen = {
  /** Answer with this HTTP status. */
  status?: number;
  /** Answer with a code of Intuit's table ("6240", "3001", "invalid_grant"), with the text of that code unless given. */
  fault?: { code: string; message?: string; detail?: string; element?: string };
  /** Answer the fault as XML although JSON was asked. */
  xml?: boolean;
  /** Answer an HTML page, as a gateway in front of QuickBooks does. */
  html?: boolean;
  /** Wait before anything is done, milliseconds of the machine's clock. */
  delayMs?: number;
  /** End the connection without an answer; nothing was stored. */
  drop?: boolean;
  /** Never answer, and keep the connection; nothing was stored. */
  swallow?: boolean;
  /** Store, then end the connection without an answer. */
  commitThenDrop?: boolean;
  /** Store, then wait before the answer, milliseconds of the machine's clock. */
  commitThenDelayMs?: number;

  /** End the connection in the middle of the answer. */
  breakOff?: boolean;
  /** Cut the answer in half. */
  truncate?: boolean;
  /** Answer with another content type than the body's. */
  contentType?: string;
  /** Answer a redirect to this address. */
  redirectTo?: string;
  /** Say the answer is gzip and send bytes that are none. */
  badGzip?: boolean;
  /** Send the answer's UTF-8 as if it were Latin-1. */
  mojibake?: boolean;
  /** Add a member nobody knows to every entity of the answer. */
  unknownFields?: boolean;

  /** Of a batch, by position from 1: items refused with `code` (6000 when absent), items run but left out of the answer; or an empty answer. */
  partialBatch?: { fail?: number[]; code?: string; omit?: number[]; empty?: boolean };
  /** Run a write although its requestid was used before. */
  ignoreRequestId?: boolean;
  /** Updates are asked for members that were left out, sparse ones too: PaymentType of a Purchase, VendorRef of a Bill, Line and CustomerRef of an Invoice. */
  requireMembers?: boolean;
  /** Somebody else saves the record first: its SyncToken moves. */
  staleToken?: boolean;
  /** Somebody else deletes the record first; a list record, and the customer of a new document, becomes inactive. */
  deleteTarget?: boolean;
  /** Somebody makes the list record inactive first, or the customer of the document. */
  deactivate?: boolean;
  /** Somebody else voids the document first. */
  voidTarget?: boolean;
  /** The request's customer is merged into another first; which two may be said. */
  mergeCustomer?: true | { loserId: string; winnerId: string };
  /** Somebody takes the request's DisplayName for such a record first. */
  nameTakenBy?: 'Customer' | 'Vendor' | 'Employee';
  /** These members are stored in place of what was sent, without a word; those the entity does not have are not. */
  silentChange?: WireObject;
  /** The document's tax comes out this many cents off. */
  taxOffCents?: number;
  /** The record is deleted again right after the answer. */
  forget?: boolean;
  /** The first row answered is touched right after, so that it moves to another page. */
  touchAfter?: boolean;
  /** A stored e-mail address of an invoice breaks queries for it (4002). */
  poison?: boolean;

  /** Every call of the company is throttled for so long, virtual seconds. */
  throttleSeconds?: number;
  /** The plan's metered calls are used up: metered calls are refused. */
  quota?: boolean;
  /** The company's subscription ends. */
  subscriptionExpired?: boolean;
  /** The company's books are closed up to today. */
  booksClosed?: boolean;
  /** Settings of the company change; nested groups are merged. */
  preferences?: WireObject;
  /** Members of CompanyInfo change. */
  companyInfo?: WireObject;
  /** The access token sent with the request expires. */
  expireToken?: boolean;
  /** The person disconnects the app. */
  revoke?: boolean;
  /** The virtual clock jumps, milliseconds. */
  advanceMs?: number;
  /** On the consent page: the person chooses this realm id, or `another` than the form says. */
  switchCompany?: string;
  /** On the consent page: these scopes are granted, whatever was asked. */
  scope?: string;
  /** What happens to a webhook delivery. */
  webhook?: 'drop' | 'duplicate' | 'late' | 'shuffle' | 'wrong-signature';
};

/** A rule that makes matching requests go wrong. */
export type FaultRule = {
  when: FaultWhen;
  then: FaultThen;
  /** How often the rule fires before it is used up; 1 when absent, 0 = for ever. */
  times?: number;
};

/** A fault rule in force; `name` when it was armed by one, `settings` when it is a way for the whole emulator to behave while it is armed. */
export type ActiveFaultRule = FaultRule & { id: string; name?: string; settings?: Partial<EmulatorSettings>; seen: number; fired: number };
