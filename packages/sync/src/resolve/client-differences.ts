import { clientRule, newId, type LedgerCustomer } from "@tieout/domain";
import type { ClientPair, LinkRow, MergeSurvivor, MirrorRow, SyncClient } from "@tieout/store";
import type { DraftChange, DraftProblem, PlanFacts, RecordPlan } from "../engine/flow.js";
import { agree, compareSides } from "../engine/three-way.js";
import { customerWithOurs, fieldsOfClient, fieldsOfCustomer } from "./client-fields.js";
import { recordGone } from "./record-gone.js";

type LinkedSides = { client: SyncClient; link: Pick<LinkRow, "agreed" | "hubAgreed"> | null; ledger: MirrorRow & { document: LedgerCustomer } };

/** A client and its customer, looked at from either side; shared by the flow that pulls and the one that pushes. */
export function planLinkedClient(pair: ClientPair & LinkedSides, facts: Pick<PlanFacts, "settings">, dependsOn: string | null = null): RecordPlan {
  const { client, ledger, link } = pair;
  const named = { recordId: client.id, label: client.displayName };
  if (pair.isSetAside) return named;
  const hub = fieldsOfClient(client);
  const theirs = fieldsOfCustomer(ledger.document, client.isTaxable);
  const newest = ledger.updatedAt !== null && Date.parse(ledger.updatedAt) > Date.parse(client.updatedAt) ? "ledger" : "hub";
  const { toHub, toLedger, clashes, unagreed, met } = compareSides({ hub, ledger: theirs, base: link, policyOf: (path) => clientRule(facts.settings.policies, path), newest });
  const plan: RecordPlan = link && unagreed.length + met.length > 0 ? { ...named, agreement: agree(hub, theirs, link, unagreed) } : named;

  const base = { recordId: client.id, ledgerKind: "customer" as const, ledgerId: ledger.ledgerId, label: client.displayName, state: "planned" as const };
  const changes: DraftChange[] = [];
  // A change after another of the same plan has no version and token of its own to compare: what it depends on has.
  const lock = (): Pick<DraftChange, "dependsOn" | "baseVersion" | "baseToken"> => {
    const last = changes.at(-1)?.id ?? dependsOn;
    return last === null ? { dependsOn: null, baseVersion: client.version, baseToken: ledger.token } : { dependsOn: last, baseVersion: null, baseToken: null };
  };
  if (toHub.length > 0) {
    changes.push({ ...base, ...lock(), id: newId(), flow: "client.pull", side: "hub", operation: "update", fields: toHub, write: null });
  }
  const fieldPaths = toLedger.map(({ path }) => path).filter((path) => path !== "isActive");
  const { document, fields } = customerWithOurs(ledger.document, client, fieldPaths);
  if (fieldPaths.length > 0) {
    const differences = toLedger.filter(({ path }) => path !== "isActive");
    changes.push({ ...base, ...lock(), id: newId(), flow: "client.push", side: "ledger", operation: "update", fields: differences, write: { operation: "update", id: ledger.ledgerId, token: ledger.token, document, fields } });
  }
  const activity = toLedger.filter(({ path }) => path === "isActive");
  if (activity.length > 0) {
    // It is sent whole, after the other fields: with what they are by then.
    const operation = client.isActive ? "reactivate" : "deactivate";
    changes.push({ ...base, ...lock(), id: newId(), flow: "client.push", side: "ledger", operation: client.isActive ? "update" : "deactivate", fields: activity, write: { operation, kind: "customer", id: ledger.ledgerId, token: ledger.token, document } });
  }
  if (clashes.length === 0) return { ...plan, changes };
  const problem: DraftProblem = {
    kind: "both-sides-changed",
    causeKey: `clash:client:${client.id}`,
    facts: { label: client.displayName, fields: clashes.map(({ path }) => path), differences: JSON.stringify(clashes), ledgerId: ledger.ledgerId, editedHereAt: client.updatedAt, editedThereAt: ledger.updatedAt },
  };
  // Shown in the plan, done by nobody until a person has chosen.
  const undecided: DraftChange = { ...base, id: newId(), flow: "client.pull", side: "hub", operation: "update", fields: clashes, write: null, baseVersion: null, baseToken: null, state: "blocked", reason: "edited on both sides" };
  return { ...plan, changes: [...changes, undecided], problems: [problem] };
}

/** What is left of a client whose customer is gone or was switched off: merged into another one, or just gone. Null when neither. */
export function planLostCustomer(pair: ClientPair & { client: SyncClient; link: LinkRow }, survivors: readonly MergeSurvivor[]): RecordPlan | null {
  const { client, link, ledger } = pair;
  const survivor = survivors.find((entry) => entry.clientId === client.id);
  if (pair.isSetAside || (ledger && !ledger.isDeleted && (ledger.isActive || !survivor))) return null;
  const gone = recordGone("client", client.id, { label: client.displayName, ledgerId: link.ledgerId, ledgerKind: "customer" });
  const problem: DraftProblem = survivor ? mergedInto(survivor, gone) : gone;
  return { recordId: client.id, label: client.displayName, problems: [problem] };
}

/** A survivor that is another client's cannot be this one's, too: that is a question of its own. */
function mergedInto({ ledgerId, name, holder }: MergeSurvivor, { causeKey, facts }: DraftProblem): DraftProblem {
  const survivor = { ...facts, survivorId: ledgerId, survivorName: name };
  return holder === null ? { kind: "record-merged", causeKey, facts: survivor } : { kind: "clients-merged", causeKey, facts: { ...survivor, holder } };
}

/** Which pairs know both sides. */
export function isLinkedPair(pair: ClientPair): pair is ClientPair & { client: SyncClient; link: LinkRow; ledger: NonNullable<ClientPair["ledger"]> } {
  return pair.client !== null && pair.link !== null && pair.ledger !== null && !pair.ledger.isDeleted;
}
