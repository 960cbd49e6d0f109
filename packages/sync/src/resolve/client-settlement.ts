import { clientRule, newId, type ConnectionSettings, type LedgerCustomer } from "@tieout/domain";
import { clientPairs, insertPulledClients, markDirty, mirrorRecords, saveLinks, updatePulledClients, wakeDocumentsOfClients, wakeRecordsOfCauses, type ChangeRow, type FirmSession, type NewLink, type PulledClient } from "@tieout/store";
import type { Agreement, FlowSettlement } from "../engine/flow.js";
import { agree, seenAtLinking } from "../engine/three-way.js";
import { clientOfCustomer, clientWithTheirs, fieldsOfClient, fieldsOfCustomer } from "./client-fields.js";
import { noticeClients } from "./client-notices.js";

/** What both sides agree on after a write of ours was accepted: the values as they were sent, not as somebody edited them meanwhile. */
export const clientSettlement: FlowSettlement = {
  async agreements(session, connectionId, settled) {
    const ids = settled.flatMap(({ change }) => change.recordId ?? []);
    const pairs = new Map((await clientPairs(session, connectionId, ids)).map((pair) => [pair.client.id, pair]));
    const agreements = new Map<string, Agreement>();
    for (const { change, record } of settled) {
      const pair = pairs.get(change.recordId ?? "");
      if (!pair || record?.document.kind !== "customer") continue;
      const now = fieldsOfClient(pair.client);
      const sent = Object.fromEntries(change.fields.map(({ path, after }) => [path, after as string | boolean | null]));
      const isNew = change.operation === "create";
      const hub = isNew ? { ...Object.fromEntries(Object.keys(now).map((path) => [path, null])), ...sent, isActive: true } : { ...now, ...sent };
      agreements.set(pair.client.id, agree(hub, fieldsOfCustomer(record.document, pair.client.isTaxable), pair.link, isNew ? Object.keys(now) : Object.keys(sent)));
    }
    return agreements;
  },
  async after(session, connectionId, settled) {
    const created = settled.flatMap(({ change }) => (change.operation === "create" && change.recordId !== null ? [change.recordId] : []));
    await wakeDocumentsOfClients(session, connectionId, created);
    // What waited for an inactive customer goes on when its client is switched on here.
    await wakeRecordsOfCauses(session, connectionId, settled.flatMap(({ change, ledgerId }) => (change.write?.["operation"] === "reactivate" ? [`inactive:customer:${ledgerId}`] : [])));
  },
};

/** Carries out what a plan decided for our own side of clients: new clients, fields taken over, links. */
export async function applyClientsHere(session: FirmSession, connectionId: string, changes: readonly ChangeRow[], by: { actor: string; homeCurrency: string; policies: ConnectionSettings["policies"] }): Promise<void> {
  const ledgerIds = changes.flatMap(({ ledgerId }) => ledgerId ?? []);
  const mirror = new Map((await mirrorRecords(session, connectionId, "customer", ledgerIds)).map((row) => [row.ledgerId, row]));
  const known = new Map((await clientPairs(session, connectionId, changes.flatMap(({ recordId }) => recordId ?? []))).map((pair) => [pair.client.id, pair]));
  const policyOf = (path: string) => clientRule(by.policies, path);
  const created: PulledClient[] = [];
  const taken = new Map<string, { before: PulledClient; after: PulledClient }>();
  const links: NewLink[] = [];
  const compare: string[] = [];

  for (const { recordId, ledgerId, operation, side, fields, decision } of changes) {
    const row = mirror.get(ledgerId ?? "");
    if (recordId === null || !row) continue;
    const customer = row.document as LedgerCustomer;
    const pair = known.get(recordId);
    const link = (agreement: Agreement, origin: NewLink["origin"]): void => {
      links.push({ id: newId(), kind: "client", recordId, ledgerKind: "customer", ledgerId: row.ledgerId, token: row.token, ...agreement, origin, linkedBy: by.actor, isSent: false });
    };
    if (operation === "create") {
      const client = clientOfCustomer(recordId, customer, by.homeCurrency);
      created.push(client);
      const hub = fieldsOfClient({ ...client, version: 1, updatedAt: "" });
      link(agree(hub, fieldsOfCustomer(customer, client.isTaxable), null, Object.keys(hub)), "imported");
    } else if (pair && side === "hub") {
      const paths = fields.map(({ path }) => path);
      const client = clientWithTheirs(pair.client, customer, paths);
      taken.set(recordId, { before: pair.client, after: client });
      const [hub, ledger] = [fieldsOfClient({ ...pair.client, ...client }), fieldsOfCustomer(customer, client.isTaxable)];
      const seen = pair.link ? [] : seenAtLinking(hub, ledger, policyOf);
      link(agree(hub, ledger, pair.link, [...paths, ...seen]), pair.link?.origin ?? "imported");
    } else if (pair) {
      const [hub, ledger] = [fieldsOfClient(pair.client), fieldsOfCustomer(customer, pair.client.isTaxable)];
      link(agree(hub, ledger, null, seenAtLinking(hub, ledger, policyOf)), decision ? "linked-by-user" : "matched-by-rule");
      // Where a person linked them, nobody has compared their fields yet.
      if (decision) compare.push(recordId);
    }
  }
  await noticeClients(session, connectionId, changes, { taken, mirror, policies: by.policies });
  await insertPulledClients(session, created);
  await updatePulledClients(session, [...taken.values()].map(({ after }) => after));
  await saveLinks(session, connectionId, links);
  await markDirty(session, "client", compare);
  await wakeDocumentsOfClients(session, connectionId, links.map(({ recordId }) => recordId));
}
