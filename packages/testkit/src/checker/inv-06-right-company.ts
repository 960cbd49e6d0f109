import { isWrite, type Evidence } from "./evidence.js";
import { liveConnection, nameOf, writesByRequest } from "./hub-lookups.js";
import type { Invariant, Violation } from "./violation.js";

/** INV-6: a write goes to the company of the connection it was planned for, and a link belongs to the company it was made in. */
export const rightCompany: Invariant = (evidence) => [...strayWrites(evidence), ...borrowedLinks(evidence)];

function strayWrites(evidence: Evidence): Violation[] {
  const calls = writesByRequest(evidence);
  const connection = liveConnection(evidence);
  return evidence.journal.flatMap((entry) => {
    const call = entry.requestid === undefined ? undefined : calls.get(entry.requestid);
    if (!isWrite(entry) || !call || call.connection_id !== connection?.id || entry.realmId === evidence.realmId) return [];
    return [{ invariant: "INV-6" as const, what: `A write went to the company ${entry.realmId}, not to the connected one.`, documents: [`request ${entry.requestid}`] }];
  });
}

/** A record the hub created in QuickBooks was created under this very connection. */
function borrowedLinks({ hub }: Evidence): Violation[] {
  const made = new Set(hub.changes.filter((change) => change.side === "ledger" && change.state === "applied").map((change) => `${change.connection_id} ${nameOf(change.kind, change.record_id)} ${change.ledger_id}`));
  return hub.links.flatMap((link) => {
    if (!link.is_active || link.origin !== "created-by-hub" || made.has(`${link.connection_id} ${nameOf(link.kind, link.record_id)} ${link.ledger_id}`)) return [];
    return [{ invariant: "INV-6" as const, what: "A link was made for another connection.", documents: [nameOf(link.kind, link.record_id), `${link.ledger_kind} ${link.ledger_id}`] }];
  });
}
