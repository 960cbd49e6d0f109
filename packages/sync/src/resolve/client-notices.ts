import { clientRule, isSameValue, type ConnectionSettings, type ProblemFacts, type ProblemKind } from "@tieout/domain";
import { clientPairs, closeProblems, fieldsDecided, openProblems, raiseProblems, type ChangeRow, type FieldDifference, type FirmSession, type MirrorRow, type OpenProblem, type PulledClient, type RaisedProblem } from "@tieout/store";
import { fieldsOfClient } from "./client-fields.js";

/** What of a client is told when the ledger changed it: who it is, and whether one works for it. The rest stands in its history. */
const kinds = { displayName: "client-renamed", isActive: "client-made-inactive" } as const satisfies Record<string, ProblemKind>;

/** Notices of what was taken over from the ledger: planning or sending the client again says nothing about whether somebody has seen them. */
export const clientNotices: readonly ProblemKind[] = Object.values(kinds);

/** How the history says that a person chose the ledger's values of a clash. */
export const tookTheirs = "took theirs";

interface Edit {
  recordId: string;
  ledgerId: string;
  runId: string | null;
  path: keyof typeof kinds;
  causeKey: string;
  /** The client before its values were taken over, and as it is here from now on: the ledger may write a person's name in another order. */
  before: PulledClient;
  after: PulledClient;
  /** The value in the ledger. */
  theirs: unknown;
}

/** A client on both sides of taking over. */
export type TakenOver = ReadonlyMap<string, { before: PulledClient; after: PulledClient }>;

/**
 * Tells of clients that were renamed or made inactive in the ledger, with both values and when it was done there; called before the values are taken over
 * here. A notice that is open keeps the value it began with, and goes when the client has that one again. Nothing is told where a person, or the firm's rule,
 * has said that the ledger keeps the field.
 */
export async function noticeClients(session: FirmSession, connectionId: string, changes: readonly ChangeRow[], { taken, mirror, policies }: { taken: TakenOver; mirror: ReadonlyMap<string, MirrorRow>; policies: ConnectionSettings["policies"] }): Promise<void> {
  const edits = changes.flatMap((change) => editsOf(change, taken));
  if (edits.length === 0) return;
  const known = new Map((await openProblems(session, { connectionId, causeKeys: edits.map(({ causeKey }) => causeKey) })).map((problem) => [problem.causeKey, problem]));
  const decided = await fieldsDecided(session, edits.map(({ recordId }) => recordId), `problem ${tookTheirs}`);
  const over: string[] = [];
  const told: { problem: RaisedProblem; runId: string | null }[] = [];

  for (const { recordId, ledgerId, runId, path, causeKey, theirs, ...client } of edits) {
    const open = known.get(causeKey);
    const previous = open?.facts["previous"] ?? client.before[path];
    const after = client.after[path];
    const isDecided = decided.some((field) => field.recordId === recordId && field.path === path && isSameValue(path, field.after, theirs));
    if (isSameValue(path, previous, after) || after === true || clientRule(policies, path) === "ledger" || isDecided) {
      if (open) over.push(open.id);
      continue;
    }
    const name = client.after.displayName;
    const facts = { name, previous, previousKind: open?.facts["previousKind"] ?? client.before.kind, ledgerKind: "customer", ledgerId, differences: JSON.stringify([{ path, before: previous, after }]), editedHereAt: null, editedThereAt: mirror.get(ledgerId)?.updatedAt ?? null };
    told.push({ runId, problem: { kind: kinds[path], causeKey, severity: "info", facts, records: [{ kind: "client", recordId, label: name, amount: null, currency: null, changeId: null }] } });
  }
  await closeProblems(session, over, { actor: "sync", resolution: "no longer the case" });
  for (const [runId, of] of Map.groupBy(told, (each) => each.runId)) await raiseProblems(session, connectionId, of.map(({ problem }) => problem), runId);
}

/** What was told is over for clients that are something else here by now: somebody edited them since. */
export async function settleClientNotices(session: FirmSession, connectionId: string, clientIds: readonly string[]): Promise<void> {
  const open = await openProblems(session, { connectionId, causeKeys: clientIds.flatMap((id) => clientNotices.map((kind) => `${kind}:${id}`)) });
  if (open.length === 0) return;
  const clients = new Map((await clientPairs(session, connectionId, clientIds)).map(({ client }) => [client.id, fieldsOfClient(client)]));
  const isOver = ({ facts, records }: OpenProblem): boolean => toldOf(facts).some(({ path, after }) => records.some(({ recordId }) => !isSameValue(path, clients.get(recordId)?.[path], after)));
  await closeProblems(session, open.filter(isOver).map(({ id }) => id), { actor: "sync", resolution: "edited here since" });
}

/** What a notice tells: a field, before and after. */
export function toldOf({ differences }: ProblemFacts): FieldDifference[] {
  return typeof differences === "string" ? (JSON.parse(differences) as FieldDifference[]) : [];
}

/** What the ledger edited after both sides had agreed; what a new link brought is nobody's edit. */
function editsOf({ side, operation, recordId, ledgerId, runId, fields }: ChangeRow, taken: TakenOver): Edit[] {
  const client = taken.get(recordId ?? "");
  if (side !== "hub" || operation !== "update" || !client || recordId === null || ledgerId === null) return [];
  return fields.flatMap(({ path, after: theirs, agreed }) => (isTold(path) && agreed !== undefined ? [{ recordId, ledgerId, runId, path, causeKey: `${kinds[path]}:${recordId}`, theirs, ...client }] : []));
}

function isTold(path: string): path is keyof typeof kinds {
  return Object.hasOwn(kinds, path);
}
