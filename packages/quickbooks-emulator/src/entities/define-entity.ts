import type { EntityName, WireObject, WireRecord } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import type { Elements } from '../kernel/elements.js';
import type { JournalEntry } from '../ledger/journal.js';

export type Operation = 'create' | 'update' | 'delete' | 'void' | 'read' | 'query';

/** A write on its way: what the request carried (already read by the element table) and what was stored before. */
export type Change<Stored = WireObject> = {
  company: CompanyState;
  before?: Stored;
  sent: Partial<Stored>;
  /** A full update: writable members that were not sent are gone from the draft. */
  isFull: boolean;
  /** Values of the `include` query parameter. */
  include: ReadonlySet<string>;
  /** Done in the QuickBooks screen by a person, not over the API. */
  byPerson: boolean;
};

/** What a posting function may look at beside the record: the company, and the entry the record had before. */
export type PostContext = { company: CompanyState; before: JournalEntry | undefined };

/** What a write did to one record, for the effects on its neighbours. Created: no `before`; deleted: no `after`. */
export type Effect<Stored = WireObject> = {
  company: CompanyState;
  before?: Stored;
  after?: Stored;
  /** What the request carried, where a request made the change. */
  sent?: Partial<Stored>;
};

/**
 * One entity: data plus small functions. Routes, query, batch and change data capture are written once and read this.
 * `Stored` is the entity's shape as far as its rules look at it.
 */
export type EntityDefinition<Stored = WireObject> = {
  name: EntityName;
  /** List entities have `Active` and are hidden from queries while inactive; documents are deleted. */
  kind: 'list' | 'document' | 'single';
  /** Records that share one id counter (recorded: names; transactions). */
  idSpace: string;
  operations: readonly Operation[];
  elements: Elements;
  /** Property paths a WHERE or ORDERBY may name, beside Id and MetaData times. */
  queryable: readonly string[];
  /** Answered by change data capture (Intuit, changedatacapture page). */
  inChangeData: boolean;
  /** Query answers carry `totalCount` (recorded for Invoice, Bill, BillPayment, Deposit, JournalEntry, PurchaseOrder only). */
  countsInAnswers?: boolean;
  /** MetaData says who changed the record last (recorded for documents of 2026, NG:create-invoice). */
  namesModifier?: boolean;
  /** Order of a query without ORDERBY. */
  compare(a: WireRecord, b: WireRecord): number;
  /** Secondary key the rules look records up by: a name in lower case, a document number. */
  keyOf?(record: Stored): string | undefined;
  /** `name` of a reference to this record; undefined when references to it carry `value` only. */
  labelOf?(record: Stored): string | undefined;
  /** How faults of bad references call this entity ("Names", "Accounts", "Klasses"). */
  referenceNoun?: string;
  /** Id of the stored record a write or read without Id means, where an entity is addressed by other members. */
  identify?(sent: Partial<Stored>, company: CompanyState): string | undefined;
  /** As `identify`, of a read, where that finds more. */
  findRead?(sent: Partial<Stored>, company: CompanyState): string | undefined;
  /** Completes and checks a create or update: fills server defaults and derived members in place, throws faults. */
  settle(draft: Stored, change: Change<Stored>): void;
  /** A delete needs no SyncToken (recorded for Attachable, MQ:attachment/delete_attachment). */
  deletedById?: boolean;
  /** Refuses a delete. */
  guardDelete?(record: Stored, change: Change<Stored>): void;
  /** Turns the stored record into its voided form, in place of a copy. */
  voidRecord?(record: Stored, change: Change<Stored>): void;
  /**
   * The journal entry the stored record makes; absent for what posts nothing. Called whenever the record is stored:
   * balances of accounts, customers, vendors and stock follow the difference to the entry before.
   */
  post?(record: Stored, context: PostContext): JournalEntry | undefined;
  /** Moves what depends on the record beside balances: links, times of neighbours. */
  affect?(effect: Effect<Stored>): void;
  /** The record as a read and an update answer it, where that is more than is stored. */
  inRead?(record: Stored): Stored;
  /** The record as its create answers it, where that differs from what is stored. */
  inCreate?(record: Stored): Stored;
  /** The row as a query prints it, where that differs from a read. */
  inQuery?(record: Stored): Stored;
  /** Sentence of fault 4002 when this stored row cannot be printed in a query answer. */
  unreadable?(record: Stored): string | undefined;
};

/** Checks a definition's functions against its own record shape, then lets the registry see it as any other. */
export function defineEntity<Stored extends object>(definition: EntityDefinition<Stored>): EntityDefinition {
  return definition as unknown as EntityDefinition;
}

const byText = (member: string) => (a: WireRecord, b: WireRecord) => {
  const left = String(a[member] ?? '');
  const right = String(b[member] ?? '');
  return left < right ? -1 : left > right ? 1 : 0;
};

/** Byte-wise, as recorded: `PG&E` stands before `Pam Seitz` (MQ). */
export const inOrderOf = byText;

/** Documents: last changed first (recorded, MQ:all/sales_receipts); equal seconds by id descending (assumed). */
export function newestFirst(a: WireRecord, b: WireRecord): number {
  const left = stampOf(a);
  const right = stampOf(b);
  if (left === right) return Number(b.Id) - Number(a.Id);
  // Stamps of one offset order as texts do.
  if (left.slice(-6) === right.slice(-6)) return left < right ? 1 : -1;
  return lastUpdated(b) - lastUpdated(a) || Number(b.Id) - Number(a.Id);
}

/** LastUpdatedTime in milliseconds. */
export function lastUpdated(record: WireRecord): number {
  const stamp = stampOf(record);
  return stamp ? Date.parse(stamp) : 0;
}

function stampOf(record: WireRecord): string {
  return (record.MetaData as { LastUpdatedTime?: string } | undefined)?.LastUpdatedTime ?? '';
}
