import { problemCatalog, type ProblemKind } from "@tieout/domain";
import { closeProblems, openProblems, raiseProblems, servicesInUse, type FirmSession, type MovedService, type OpenProblem, type RaisedProblem, type RestedOn, type ServiceInUse } from "@tieout/store";
import { defaultInactive } from "../resolve/service-item.js";

/** Problems of a service, or of the account it posts to, that was switched off. */
const inactiveKinds = ["mapping-target-inactive", "default-service-inactive", "account-inactive"] as const satisfies readonly ProblemKind[];
const renamedKinds = ["service-renamed", "account-renamed"] as const satisfies readonly ProblemKind[];

/** Whether what was done about a problem may change how the mapping stands. */
export function isAboutMapping(kind: string): boolean {
  return (inactiveKinds as readonly string[]).includes(kind);
}

/**
 * Looks after what the mapping rests on, before a document fails by it: a service or its income account that was switched off is a warning,
 * one that has another name a notice with both names. A warning that is over is resolved by itself, unless records wait for it: those are
 * planned again and end it. `moved` is what moved in the ledger since the last look. Returns the problems that were resolved.
 */
export async function settleMappingHealth(session: FirmSession, connectionId: string, { moved = [], runId = null }: { moved?: readonly MovedService[]; runId?: string | null } = {}): Promise<string[]> {
  const services = await servicesInUse(session, connectionId);
  const open = await openProblems(session, { connectionId, kinds: [...inactiveKinds, ...renamedKinds] });
  const inactive = inactiveProblems(services);
  const wanted = new Set(inactive.map(({ causeKey }) => causeKey));
  const known = new Map(open.map((problem) => [problem.causeKey, problem]));
  const names = renames(services, moved, known);

  const over = open.filter(({ kind, causeKey, records }) => isAboutMapping(kind) && records.length === 0 && !wanted.has(causeKey)).map(({ id }) => id);
  const sameAgain = names.flatMap(({ problem, isSameAgain }) => (isSameAgain ? (known.get(problem.causeKey)?.id ?? []) : []));
  await closeProblems(session, over, { actor: "sync", resolution: "no longer the case" });
  await closeProblems(session, sameAgain, { actor: "sync", resolution: "has its old name again" });
  await raiseProblems(session, connectionId, [...inactive.filter(({ causeKey }) => !known.has(causeKey)), ...names.flatMap(({ problem, isSameAgain }) => (isSameAgain ? [] : [problem]))], runId);
  return [...over, ...sameAgain];
}

function inactiveProblems(services: readonly ServiceInUse[]): RaisedProblem[] {
  const items = services.filter(({ isUsable }) => !isUsable).map((service): RaisedProblem => {
    const [first] = service.codes;
    const facts = { itemId: service.id, itemName: service.name, ledgerKind: "item", ...switchedOff(service) };
    if (!first) return { kind: "default-service-inactive", causeKey: defaultInactive(service.id), severity: "warning", facts, records: [] };
    return { kind: "mapping-target-inactive", causeKey: `item-inactive:${service.id}`, severity: "warning", facts: { ...facts, ...first, code: codesOf([service]) }, records: [] };
  });
  const accounts = [...byAccount(services.filter(({ isUsable }) => isUsable))].filter(([{ isUsable }]) => !isUsable).map(([account, of]): RaisedProblem => ({
    kind: "account-inactive",
    causeKey: `account-inactive:${account.id}`,
    severity: problemCatalog["account-inactive"].severity,
    facts: { accountName: account.name, services: of.map(({ name }) => name), ledgerKind: "account", ledgerId: account.id, ...switchedOff(account) },
    records: [],
  }));
  return [...items, ...accounts];
}

interface Rename {
  problem: RaisedProblem;
  /** It has the name again that the open notice began with. */
  isSameAgain: boolean;
}

/** Of what moved, what has another name than when somebody last looked: an open notice keeps the name it began with. */
function renames(services: readonly ServiceInUse[], moved: readonly MovedService[], known: ReadonlyMap<string, OpenProblem>): Rename[] {
  const previous = new Map(moved.flatMap(({ kind, id, previousName }) => (previousName === null ? [] : [[`${kind} ${id}`, previousName] as const])));
  const renameOf = (kind: "item" | "account", record: RestedOn, facts: RaisedProblem["facts"]): Rename[] => {
    const before = previous.get(`${kind} ${record.id}`);
    if (before === undefined) return [];
    const causeKey = `renamed:${kind}:${record.id}`;
    const first = known.get(causeKey)?.facts["previousName"] ?? before;
    const differences = JSON.stringify([{ path: "name", before: first, after: record.name }]);
    return [{
      isSameAgain: first === record.name,
      problem: {
        kind: kind === "item" ? "service-renamed" : "account-renamed",
        causeKey,
        severity: "info",
        facts: { ...facts, name: record.name, previousName: first, ledgerKind: kind, ledgerId: record.id, differences, editedHereAt: null, editedThereAt: record.updatedAt },
        records: [],
      },
    }];
  };
  return [
    ...services.flatMap((service) => renameOf("item", service, { code: codesOf([service]) || "What has no service of its own" })),
    ...[...byAccount(services)].flatMap(([account, of]) => renameOf("account", account, { services: of.map(({ name }) => name) })),
  ];
}

function byAccount(services: readonly ServiceInUse[]): Map<RestedOn, ServiceInUse[]> {
  const posting = services.flatMap((service) => (service.account ? [{ account: service.account, service }] : []));
  return new Map([...Map.groupBy(posting, ({ account }) => account.id).values()].flatMap((of) => (of[0] ? [[of[0].account, of.map(({ service }) => service)] as const] : [])));
}

function codesOf(services: readonly ServiceInUse[]): string {
  return services.flatMap(({ codes }) => codes.map(({ code }) => code)).join(", ");
}

/** What a page shows of it: the switch before and now, and when it was turned. */
function switchedOff({ updatedAt }: RestedOn): RaisedProblem["facts"] {
  return { differences: JSON.stringify([{ path: "isActive", before: true, after: false }]), editedHereAt: null, editedThereAt: updatedAt };
}
