import { decideMatch, newId, normalizeName, type LedgerCustomer, type MatchOption } from "@tieout/domain";
import { clientPairs, customerPairs, customersInDoubt, mergeSurvivors, openQuestions, unlinkedClientHits, type ClientPair, type FirmSession, type MergeSurvivor, type OpenQuestion, type SyncClient } from "@tieout/store";
import { defineFlow, type DraftChange, type PlanFacts, type RecordPlan } from "../engine/flow.js";
import { isLinkedPair, planLinkedClient, planLostCustomer } from "../resolve/client-differences.js";
import { clientOfCustomer, fieldsOfCustomer } from "../resolve/client-fields.js";
import { settleClientNotices } from "../resolve/client-notices.js";
import { applyClientsHere } from "../resolve/client-settlement.js";

/** A customer that moved, who it is here, and who it might be. */
export interface PulledCustomer {
  pair: ClientPair & { ledger: NonNullable<ClientPair["ledger"]> };
  options: MatchOption[];
  /** The clients behind the options. */
  clients: ReadonlyMap<string, SyncClient & Pick<ClientPair, "isSetAside">>;
  /** Clients that ask whether they are this customer. */
  questions: readonly OpenQuestion[];
}

/**
 * Brings customers of the ledger here: new ones become clients, edits of linked ones are taken over, field by field.
 * Direction: ledger to hub. Where only we changed a field of the same client, `client.push` sends it with the same plan.
 * Timing: the first import reads every customer, later runs what the change feed reports.
 * Needs: nothing, it comes first. Links by name and evidence, asks where it is not certain.
 * Never: takes sub-customers for clients (see `site.onboarding`), brings inactive customers or one that may be a client of ours whose answer was lost,
 * links a client that was left out, overwrites a field both sides changed.
 */
export const clientPull = defineFlow<PulledCustomer, MergeSurvivor[]>({
  name: "client.pull",
  kind: "client",
  ledgerKind: "customer",
  source: { from: "ledger", kind: "customer" },
  isOn: (settings) => settings.clients,
  references: mergeSurvivors,
  waiting: async (session, connectionId) => (await customersInDoubt(session, connectionId)).map(({ key }) => key),
  load,
  plan: planCustomer,
  looked: settleClientNotices,
  applyHere: applyClientsHere,
});

async function load(session: FirmSession, connectionId: string, ids: readonly string[]): Promise<PulledCustomer[]> {
  const pairs = await customerPairs(session, connectionId, ids);
  const probes = pairs.filter(isStranger).map(({ ledger }) => ({ key: ledger.ledgerId, normalizedName: normalizeName(ledger.document.displayName), email: ledger.document.email, phone: ledger.document.phone }));
  const hits = await unlinkedClientHits(session, connectionId, probes);
  const optionsOf = Map.groupBy(hits, (hit) => hit.key);
  const clients = new Map((await clientPairs(session, connectionId, [...new Set(hits.map((hit) => hit.id))])).map(({ client, isSetAside }) => [client.id, { ...client, isSetAside }]));
  const questions = Map.groupBy(await openQuestions(session, connectionId, { ledgerIds: probes.map(({ key }) => key) }), ({ ledgerId }) => ledgerId);
  return pairs.map((pair) => ({ pair, clients, options: optionsOf.get(pair.ledger.ledgerId) ?? [], questions: questions.get(pair.ledger.ledgerId) ?? [] }));
}

/** Pure: what one customer comes to here. */
export function planCustomer({ pair, options, clients, questions }: PulledCustomer, facts: PlanFacts<MergeSurvivor[]>): RecordPlan | null {
  if (pair.client && pair.link) {
    const lost = planLostCustomer({ ...pair, client: pair.client, link: pair.link }, facts.references);
    if (lost) return lost;
    return isLinkedPair(pair) && !facts.planned.ofRecord("client", pair.client.id) ? planLinkedClient(pair, facts) : null;
  }
  const { ledger } = pair;
  // Whoever others were merged into waits for a person to say that our client follows.
  if (facts.references.some((survivor) => survivor.ledgerId === ledger.ledgerId)) return null;
  if (!isStranger(pair) || facts.planned.ofLedger("customer", ledger.ledgerId)) return null;

  const customer = ledger.document;
  const change: Pick<DraftChange, "id" | "ledgerKind" | "ledgerId" | "label" | "baseVersion" | "baseToken" | "write"> = {
    id: newId(), ledgerKind: "customer", ledgerId: ledger.ledgerId, label: customer.displayName, baseVersion: null, baseToken: ledger.token, write: null,
  };
  const free = options.filter((option) => !facts.planned.ofRecord("client", option.id));
  const decision = decideMatch({ name: customer.displayName, email: customer.email, phone: customer.phone }, free);
  const matched = decision.verdict === "link" ? clients.get(decision.match.id) : undefined;
  // Whoever was left out, be it when its link was removed, waits for a person: nothing links it by itself, and no second client is made of the customer.
  if (matched?.isSetAside) return null;
  if (decision.verdict === "link" && matched) {
    const link: DraftChange = { ...change, side: "link", operation: "link", recordId: matched.id, label: matched.displayName, fields: [], candidates: [decision.match], state: "planned" };
    const rest = planLinkedClient({ ...pair, client: matched, link: null, isSetAside: false }, facts, link.id);
    return { ...rest, changes: [link, ...(rest.changes ?? [])] };
  }
  const fields = Object.entries(fieldsOfCustomer(customer, true)).flatMap(([path, after]) => (after === null || after === "" ? [] : [{ path, before: null, after }]));
  if (decision.verdict === "ask") {
    if (questions.some(({ clientId }) => decision.candidates.some(({ id }) => id === clientId))) return null;
    return { recordId: null, label: change.label, changes: [{ ...change, side: "hub", operation: "create", recordId: null, fields, candidates: decision.candidates, state: "ask" }] };
  }
  const created = clientOfCustomer(newId(), customer, facts.homeCurrency);
  return { recordId: created.id, label: created.displayName, changes: [{ ...change, side: "hub", operation: "create", recordId: created.id, fields, state: "planned" }] };
}

/** Not linked, alive, and at the top: sub-customers are sites, jobs or projects. */
function isStranger({ link, ledger }: PulledCustomer["pair"]): boolean {
  const customer: LedgerCustomer = ledger.document;
  return link === null && customer.parentId === null && ledger.isActive && !ledger.isDeleted;
}
