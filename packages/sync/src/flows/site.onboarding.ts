import { newId, type LedgerCustomer } from "@tieout/domain";
import { insertPulledSites, mirrorRecords, saveLinks, siteParents, type ChangeRow, type FirmSession, type MirrorRow, type NewLink, type PulledSite } from "@tieout/store";
import { defineFlow, type PlanFacts, type RecordPlan } from "../engine/flow.js";

/**
 * Makes sites of sub-customers, under the client their parent is (R34). A sub-customer of a sub-customer is a site too, named with the
 * one above it, for QuickBooks has five levels and a client has one.
 * Direction: ledger to hub, once: sites are made in the first import and are the firm's own from then on.
 * Needs: `client.pull`, which finds or makes the client.
 * Never: makes a second site of a name a client already has, sends sites to the ledger.
 */
export const siteOnboarding = defineFlow<MirrorRow, null>({
  name: "site.onboarding",
  kind: "site",
  ledgerKind: "customer",
  source: { from: "ledger", kind: "customer" },
  isOn: (settings) => settings.clients && settings.sites,
  references: async () => null,
  load,
  plan: planSite,
  applyHere,
});

async function load(session: FirmSession, connectionId: string, ids: readonly string[]): Promise<MirrorRow[]> {
  const rows = new Map((await mirrorRecords(session, connectionId, "customer", ids)).map((row) => [row.ledgerId, row]));
  return ids.flatMap((id) => rows.get(id) ?? []);
}

/** Pure: what one sub-customer comes to here. */
export function planSite(row: MirrorRow, facts: PlanFacts<null>): RecordPlan | null {
  const customer = row.document as LedgerCustomer;
  if (row.parentId === null || facts.planned.ofLedger("customer", row.ledgerId)) return null;
  const recordId = newId();
  const parent = facts.planned.ofLedger("customer", row.parentId);
  return {
    recordId,
    label: customer.displayName,
    changes: [
      {
        id: newId(), side: "hub", operation: "create", recordId, ledgerKind: "customer", ledgerId: row.ledgerId, label: customer.displayName,
        fields: [{ path: "name", before: null, after: customer.displayName }], write: { parentId: row.parentId },
        baseVersion: null, baseToken: row.token, dependsOn: parent?.changeId ?? null, state: "planned",
      },
    ],
  };
}

async function applyHere(session: FirmSession, connectionId: string, changes: readonly ChangeRow[], by: { actor: string }): Promise<void> {
  const mirror = new Map((await mirrorRecords(session, connectionId, "customer", changes.flatMap(({ ledgerId }) => ledgerId ?? []))).map((row) => [row.ledgerId, row]));
  // One level after the other: a child is named with the site its parent has just become.
  for (const level of levelsOf(changes)) {
    const parents = new Map((await siteParents(session, connectionId, level.map(parentOf))).map((parent) => [parent.ledgerId, parent]));
    const sites = level.flatMap((change): PulledSite[] => {
      const parent = parents.get(parentOf(change));
      const row = mirror.get(change.ledgerId ?? "");
      if (!parent || !row || change.recordId === null) return [];
      const customer = row.document as LedgerCustomer;
      const { line1 = null, line2 = null, city = null, state = null, postalCode = null, country = null } = customer.billingAddress ?? {};
      const name = parent.siteName === null ? customer.displayName : `${parent.siteName} / ${customer.displayName}`;
      return [{ id: change.recordId, clientId: parent.clientId, name, addressLine1: line1, addressLine2: line2, city, state, postalCode, country }];
    });
    const stored = await insertPulledSites(session, sites);
    await saveLinks(session, connectionId, level.flatMap((change): NewLink[] => {
      const recordId = stored.get(change.recordId ?? "");
      const row = mirror.get(change.ledgerId ?? "");
      if (!recordId || !row) return [];
      return [{ id: newId(), kind: "site", recordId, ledgerKind: "customer", ledgerId: row.ledgerId, token: row.token, agreed: { name: row.name }, hubAgreed: {}, origin: "imported", linkedBy: by.actor, isSent: false }];
    }));
  }
}

function parentOf({ write }: ChangeRow): string {
  return String(write?.["parentId"] ?? "");
}

/** Changes whose parents are not among them first, then their children, and so on. */
function levelsOf(changes: readonly ChangeRow[]): ChangeRow[][] {
  const levels: ChangeRow[][] = [];
  let rest = [...changes];
  while (rest.length > 0) {
    const open = new Set(rest.map(({ ledgerId }) => ledgerId));
    const level = rest.filter((change) => !open.has(parentOf(change)));
    if (level.length === 0) break;
    levels.push(level);
    rest = rest.filter((change) => open.has(parentOf(change)));
  }
  return levels;
}
