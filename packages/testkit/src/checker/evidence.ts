import type { Deletion, Emulator, JournalEntry, WireRecord } from "@tieout/quickbooks-emulator";
import type { Store } from "@tieout/store";
import { readHub, type HubEvidence } from "./hub-evidence.js";

/** Records of QuickBooks that the hub sends or takes in. */
export type WatchedEntity = "Customer" | "Item" | "Invoice" | "TimeActivity";

/** One exchange as the network saw it: milliseconds of a clock that never jumps. */
export interface Flight {
  /** The process that sent it. */
  by: string;
  /** What it was: the request id of a write, or `refresh` for a call to the token endpoint. */
  what: string;
  from: number;
  until: number;
}

/** Both sides after a story, and what the story knows of itself. Everything the invariants look at; they do no I/O. */
export interface Evidence {
  hub: HubEvidence;
  realmId: string;
  ledger: Record<WatchedEntity, readonly WireRecord[]>;
  /** What is not in the ledger any more, and since when: people's deletions are in no journal. */
  deletions: readonly Deletion[];
  /** Every request the emulator answered or dropped, of all its companies. */
  journal: readonly JournalEntry[];
  /** From this entry of the journal on nobody changed anything: no write may follow. Null when the story does not end at rest. */
  restFrom: number | null;
  flights: readonly Flight[];
  /** Stretches of the journal, after its entry `after` and up to `until`, in which a process was at work that died. */
  deaths: readonly { after: number; until: number }[];
  logs: readonly string[];
  /** Tokens, keys and the realm id: nowhere in the clear. */
  secrets: readonly string[];
  /** Names and amounts of the books: never in a log. */
  confidential: readonly string[];
  /** Calls had to wait for their turn, as in production. */
  isThrottled: boolean;
}

export interface EvidenceSources extends Partial<Pick<Evidence, "restFrom" | "flights" | "deaths" | "logs" | "secrets" | "confidential" | "isThrottled">> {
  store: Store;
  emulator: Pick<Emulator, "state">;
  firmId: string;
  realmId: string;
}

/** Reads both sides as they are now. */
export async function readEvidence({ store, emulator, firmId, realmId, ...told }: EvidenceSources): Promise<Evidence> {
  const recordsOf = (entity: WatchedEntity) => emulator.state.records(realmId, entity);
  const ledger = { Customer: recordsOf("Customer"), Item: recordsOf("Item"), Invoice: recordsOf("Invoice"), TimeActivity: recordsOf("TimeActivity") };
  return { restFrom: null, flights: [], deaths: [], logs: [], secrets: [], confidential: [], isThrottled: false, ...told, hub: await readHub(store, firmId, told.secrets ?? []), realmId, ledger, deletions: emulator.state.deletions(realmId), journal: emulator.state.journal() };
}

/** Writes are the requests that carry an id of ours or could change something. */
export function isWrite({ method, operation }: JournalEntry): boolean {
  return method === "POST" && operation !== "query" && operation !== "cdc" && operation !== "token" && operation !== "revoke";
}

export function ofRealm({ journal, realmId }: Evidence): JournalEntry[] {
  return journal.filter((entry) => entry.realmId === realmId);
}
