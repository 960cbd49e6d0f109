import { decideMatch, newId, type MatchOption } from "@tieout/domain";
import { clientPairs, customersInDoubt, mergeSurvivors, mirrorRecords, nameHolders, openQuestions, unlinkedClientHits, unlinkedCustomerHits, type ClientPair, type FirmSession, type MergeSurvivor, type MirrorRow, type OpenQuestion, type SyncClient } from "@tieout/store";
import { defineFlow, type DraftChange, type PlanFacts, type RecordPlan } from "../engine/flow.js";
import { questionOf } from "../engine/held-reason.js";
import { isLinkedPair, planLinkedClient, planLostCustomer } from "../resolve/client-differences.js";
import { customerOfClient, fieldsOfClient } from "../resolve/client-fields.js";
import { settleClientNotices } from "../resolve/client-notices.js";
import { applyClientsHere, clientSettlement } from "../resolve/client-settlement.js";
import { isSameCustomer } from "../resolve/same-customer.js";

/** A client that changed, its customer, and who it might be there. */
export interface PushedClient {
  pair: ClientPair & { client: SyncClient };
  options: MatchOption[];
  /** The customers behind the options. */
  customers: ReadonlyMap<string, MirrorRow>;
  /** Who has the client's name in the ledger's one list of names. */
  holder: { kind: string; ledgerId: string } | undefined;
  /** Customers that ask whether they are this client. */
  questions: readonly OpenQuestion[];
}

/**
 * Sends clients to the ledger: edits of linked ones field by field, new ones as customers.
 * Direction: hub to ledger. Where only the ledger changed a field of the same client, it is taken over with the same plan.
 * Timing: hourly, before the documents that name them; at once for one client, and for clients of documents that are to be sent.
 * Needs: the mirror of all three name lists. Before a create it matches as `client.pull` does, so that a namesake is linked or asked.
 * Never: creates a second customer of a name, sends inactive clients that were never there, overwrites a field both sides changed.
 */
export const clientPush = defineFlow<PushedClient, MergeSurvivor[]>({
  name: "client.push",
  kind: "client",
  ledgerKind: "customer",
  source: { from: "hub", kind: "client" },
  isOn: (settings) => settings.clients,
  references: mergeSurvivors,
  // A namesake of a client whose answer was lost might be taken for the customer that is there.
  waiting: async (session, connectionId) => (await unlinkedClientHits(session, connectionId, await customersInDoubt(session, connectionId))).map(({ id }) => id),
  load,
  plan: planClient,
  looked: settleClientNotices,
  applyHere: applyClientsHere,
  marker: (write) => (write.operation === "create" && write.document.kind === "customer" ? { kind: "customer", name: write.document.displayName } : null),
  isSame: isSameCustomer,
  settlement: clientSettlement,
});

async function load(session: FirmSession, connectionId: string, ids: readonly string[]): Promise<PushedClient[]> {
  const pairs = await clientPairs(session, connectionId, ids);
  const strangers = pairs.filter(isStranger).map(({ client }) => client);
  const hits = await unlinkedCustomerHits(session, connectionId, strangers.map(({ id, normalizedName, email, phone }) => ({ key: id, normalizedName, email, phone })));
  const optionsOf = Map.groupBy(hits, (hit) => hit.key);
  const customers = hits.length === 0 ? [] : await mirrorRecords(session, connectionId, "customer", [...new Set(hits.map((hit) => hit.id))]);
  const holders = strangers.length === 0 ? [] : await nameHolders(session, connectionId, strangers.map(({ displayName }) => displayName));
  const questions = Map.groupBy(await openQuestions(session, connectionId, { clientIds: strangers.map(({ id }) => id) }), ({ clientId }) => clientId);
  const mirror = new Map(customers.map((row) => [row.ledgerId, row]));
  return pairs.map((pair) => ({
    pair,
    customers: mirror,
    options: optionsOf.get(pair.client.id) ?? [],
    questions: questions.get(pair.client.id) ?? [],
    holder: holders.find((holder) => holder.name === pair.client.displayName.toLowerCase()),
  }));
}

/** Pure: what one client comes to in the ledger. */
export function planClient({ pair, options, customers, holder, questions }: PushedClient, facts: PlanFacts<MergeSurvivor[]>): RecordPlan | null {
  const { client } = pair;
  if (pair.isSetAside || facts.planned.ofRecord("client", client.id)) return null;
  if (pair.link) {
    const lost = planLostCustomer({ ...pair, link: pair.link }, facts.references);
    if (lost) return lost;
    return isLinkedPair(pair) ? planLinkedClient(pair, facts) : null;
  }
  if (!client.isActive) return null;

  const change: Pick<DraftChange, "id" | "recordId" | "ledgerKind" | "label"> = { id: newId(), recordId: client.id, ledgerKind: "customer", label: client.displayName };
  const free = options.filter((option) => !facts.planned.ofLedger("customer", option.id));
  const decision = decideMatch({ name: client.displayName, email: client.email, phone: client.phone }, free);
  const matched = decision.verdict === "link" ? customers.get(decision.match.id) : undefined;
  if (decision.verdict === "link" && matched?.document.kind === "customer") {
    const link: DraftChange = { ...change, side: "link", operation: "link", ledgerId: matched.ledgerId, fields: [], write: null, candidates: [decision.match], baseVersion: null, baseToken: matched.token, state: "planned" };
    const rest = planLinkedClient({ ...pair, link: null, ledger: { ...matched, document: matched.document } }, facts, link.id);
    return { ...rest, changes: [link, ...(rest.changes ?? [])] };
  }
  const plan = { recordId: client.id, label: client.displayName };
  const create = createOf(change, client, facts);
  if (decision.verdict === "ask") {
    const standing = questions.find(({ ledgerId }) => decision.candidates.some(({ id }) => id === ledgerId));
    if (standing) return { ...plan, standing: standing.causeKey, changes: [{ ...create, state: "blocked", reason: questionOf(standing.label) }] };
    return { ...plan, changes: [{ ...create, candidates: decision.candidates, state: "ask" }] };
  }
  const otherKind = holder?.kind ?? (facts.planned.claimName(client.displayName) ? null : "customer");
  if (otherKind === null) return { ...plan, changes: [create] };
  return {
    ...plan,
    changes: [{ ...create, state: "blocked", reason: `the name is taken by a ${otherKind}` }],
    problems: [{ kind: "name-taken", causeKey: `name-taken:${client.displayName.trim().toLowerCase()}`, facts: { label: client.displayName, otherKind, otherId: holder?.ledgerId ?? null, ledgerKind: "customer" } }],
  };
}

function createOf(change: Pick<DraftChange, "id" | "recordId" | "ledgerKind" | "label">, client: SyncClient, facts: Pick<PlanFacts, "company">): DraftChange {
  const document = customerOfClient(client, facts.company.isMultiCurrency ? client.currency : null);
  const fields = Object.entries(fieldsOfClient(client)).flatMap(([path, after]) => (after === null || after === "" ? [] : [{ path, before: null, after }]));
  return { ...change, side: "ledger", operation: "create", ledgerId: null, fields, write: { operation: "create", document }, baseVersion: client.version, baseToken: null, state: "planned" };
}

function isStranger({ client, link, isSetAside }: PushedClient["pair"]): boolean {
  return link === null && client.isActive && !isSetAside;
}
