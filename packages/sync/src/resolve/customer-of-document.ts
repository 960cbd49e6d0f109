import { ledgerIdOfDependency } from "../engine/references.js";
import type { DraftProblem, PlannedSoFar } from "../engine/flow.js";

/** Whom a document is for. */
export interface DocumentParty {
  client: { id: string; displayName: string; isActive: boolean; isSetAside: boolean; ledgerId: string | null; isLedgerActive: boolean | null };
  site: { id: string; name: string; ledgerId: string | null; isLedgerActive: boolean | null } | null;
}

export type ResolvedCustomer =
  | { customerId: string; dependsOn: string | null }
  /** It waits for something that has a problem of its own. */
  | { waitsFor: string }
  | { problem: DraftProblem };

/**
 * The customer a document goes to: the site's sub-customer where the site has one, else the client's. A client that is sent or linked
 * earlier in the same plan serves too: its id is filled in when it is known.
 */
export function resolveCustomer({ client, site }: DocumentParty, planned: PlannedSoFar): ResolvedCustomer {
  const linked = site?.ledgerId ? { ...site, ledgerId: site.ledgerId } : client.ledgerId ? { name: client.displayName, ledgerId: client.ledgerId, isLedgerActive: client.isLedgerActive } : null;
  if (linked) {
    if (linked.isLedgerActive !== false) return { customerId: linked.ledgerId, dependsOn: null };
    const facts = { name: linked.name, ledgerKind: "customer", ledgerId: linked.ledgerId, clientId: client.id };
    return { problem: { kind: "record-inactive", causeKey: `inactive:customer:${linked.ledgerId}`, facts } };
  }
  if (client.isSetAside) return { waitsFor: `${client.displayName} is set aside` };
  const ref = planned.ofRecord("client", client.id);
  // Nobody is asked about a client that is switched off, so the document asks.
  if (!ref && !client.isActive) return { problem: { kind: "client-off", causeKey: `client-off:${client.id}`, facts: { name: client.displayName, clientId: client.id } } };
  return ref?.state === "ready" ? { customerId: ledgerIdOfDependency, dependsOn: ref.changeId } : { waitsFor: `waits for client ${client.displayName}` };
}
