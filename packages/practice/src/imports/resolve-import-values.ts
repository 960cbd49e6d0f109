import { BillableCategory, BillableType, Client, type MappingProposal, normalizeName, proposeMapping, scoreBand, StaffMember } from "@tieout/domain";
import { type FirmSession, type ImportField, importFileValues, importMappings, type ImportRecord, type ResolvedValue } from "@tieout/store";

/** One thing a value may stand for. */
export interface ImportTarget {
  id: string;
  name: string;
  /** With a category or type. */
  code?: string;
  email?: string;
}

/** A value of a file, what it stands for, and what else it may. */
export interface ImportValue {
  field: ImportField;
  /** As the file has it; empty when the file does not say. */
  value: string;
  rows: number;
  minutes: number;
  /** Null while nobody has said and nothing is equal. */
  target: ImportTarget | null;
  isSkipped: boolean;
  /** decided: by a person, now or in an earlier upload · proposed: equal, confirmed by committing · open: needs a decision */
  origin: "decided" | "proposed" | "open";
  /** Up to three that come near, best first. */
  suggestions: { target: ImportTarget; score: number }[];
}

/**
 * What the values of a file of time stand for now: what was decided for this product's files and still exists, else what is equal
 * by code, name or e-mail and in use. Only equality counts by itself; likeness is a suggestion.
 */
export async function resolveImportValues(session: FirmSession, { id, source }: ImportRecord): Promise<ImportValue[]> {
  const values = await importFileValues(session, id);
  const decided = new Map((await importMappings(session, source)).map((mapping) => [`${mapping.field} ${mapping.value}`, mapping]));
  const targets = await importTargets(session);
  const proposals = new Map<string, MappingProposal>();
  for (const field of ["client", "category", "staff"] as const) {
    const texts = values.filter((value) => value.field === field && value.value !== "").map((value) => value.value);
    for (const proposal of proposeMapping(texts, [...targets[field].values()])) proposals.set(`${field} ${proposal.value}`, proposal);
  }
  const byName = { client: namesOf(targets.client), staff: namesOf(targets.staff), category: new Map<string, ImportTarget>() };
  return values.map((value) => {
    const known = targets[value.field];
    const decision = decided.get(`${value.field} ${value.value}`);
    const target = known.get(decision?.targetId ?? "") ?? null;
    const proposal = proposals.get(`${value.field} ${value.value}`);
    const suggestions = (proposal?.alternatives ?? []).map(({ candidateId, score }) => ({ target: known.get(candidateId) as ImportTarget, score }));
    if (decision?.isSkipped || target) return { ...value, target, isSkipped: decision?.isSkipped ?? false, origin: "decided", suggestions };
    const equal = byName[value.field].get(normalizeName(value.value)) ?? equalTo(known, proposal);
    return { ...value, target: equal, isSkipped: false, origin: equal ? "proposed" : "open", suggestions };
  });
}

/** The values in the form the rows are joined with: a type stands for its category, too. */
export async function asResolved(session: FirmSession, values: readonly ImportValue[]): Promise<ResolvedValue[]> {
  const targetIds = (wanted: ImportField) => values.flatMap(({ field, target }) => (field === wanted && target ? [target.id] : []));
  const types = new Map((await session.em.find(BillableType, { id: targetIds("category") })).map((type) => [type.id, type]));
  const clients = new Map((await session.em.find(Client, { id: targetIds("client") })).map((client) => [client.id, client]));
  return values.map(({ field, value, target, isSkipped }): ResolvedValue => {
    const id = target?.id ?? null;
    const type = field === "category" ? types.get(id ?? "") : undefined;
    if (type) return { field, value, isSkipped, targetId: type.categoryId, typeId: type.id, isTypeBillable: type.isBillable };
    const client = field === "client" ? clients.get(id ?? "") : undefined;
    return client ? { field, value, isSkipped, targetId: id, clientName: client.displayName, currency: client.currency } : { field, value, isSkipped, targetId: id };
  });
}

/** Everything in use that a value may stand for. */
export async function importTargets({ em }: FirmSession): Promise<Record<ImportField, ReadonlyMap<string, ImportTarget>>> {
  const isActive = true;
  const byId = (targets: ImportTarget[]) => new Map(targets.map((target) => [target.id, target]));
  const clients = await em.find(Client, { isActive });
  const staff = await em.find(StaffMember, { isActive });
  const billables = [...(await em.find(BillableType, { isActive })), ...(await em.find(BillableCategory, { isActive }))];
  return {
    client: byId(clients.map(({ id, displayName }) => ({ id, name: displayName }))),
    staff: byId(staff.map(({ id, displayName, email }) => ({ id, name: displayName, email }))),
    category: byId(billables.map(({ id, name, code }) => ({ id, name, code }))),
  };
}

/** Who has a name, however it is written, or an e-mail address; a name that two have names nobody. */
function namesOf(targets: ReadonlyMap<string, ImportTarget>): Map<string, ImportTarget> {
  const groups = Map.groupBy(
    [...targets.values()].flatMap((target) => [target.name, target.email ?? target.name].map((text) => ({ key: normalizeName(text), target }))),
    ({ key }) => key,
  );
  return new Map([...groups].flatMap(([key, sharers]) => (new Set(sharers.map(({ target }) => target.id)).size === 1 && sharers[0] ? [[key, sharers[0].target] as const] : [])));
}

function equalTo(known: ReadonlyMap<string, ImportTarget>, proposal: MappingProposal | undefined): ImportTarget | null {
  const isEqual = proposal !== undefined && scoreBand(proposal.score) === "exact";
  return isEqual ? (known.get(proposal.candidateId ?? "") ?? null) : null;
}
