import type { FirmSession } from "../orm.js";
import { presentConnection } from "./sync-sql.js";
import { thisFirm } from "./this-firm.js";

/** The ledger record a hub record is, with what the mirror knows of it. */
export interface LinkView {
  recordId: string;
  ledgerKind: string;
  ledgerId: string;
  name: string | null;
  isActive: boolean | null;
  /** What the mirror keeps of the record: amounts and rates, by the names of the ledger documents. */
  document: Record<string, unknown> | null;
  origin: "created-by-hub" | "imported" | "matched-by-rule" | "linked-by-user";
  linkedBy: string;
  linkedAt: string;
  lastSentAt: string | null;
  lastSeenAt: string | null;
}

/** Links of these records on the present connection. */
export function linkViews({ query }: FirmSession, kind: string, recordIds: readonly string[]): Promise<LinkView[]> {
  return query<LinkView>(
    `select link.record_id as "recordId", link.ledger_kind as "ledgerKind", link.ledger_id as "ledgerId", mirror.name, mirror.is_active and not mirror.is_deleted as "isActive",
            mirror.document, link.origin, link.linked_by as "linkedBy", link.linked_at as "linkedAt", link.last_sent_at as "lastSentAt", link.last_seen_at as "lastSeenAt"
       from hub.link as link
       left join hub.ledger_record as mirror on mirror.firm_id = ${thisFirm} and mirror.connection_id = link.connection_id and mirror.kind = link.ledger_kind and mirror.ledger_id = link.ledger_id
      where link.firm_id = ${thisFirm} and link.connection_id = ${presentConnection} and link.kind = $1 and link.unlinked_at is null and link.record_id = any($2::uuid[])`,
    [kind, recordIds],
  );
}
