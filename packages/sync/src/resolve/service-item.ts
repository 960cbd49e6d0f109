import { itemById, mappingTargets, type FirmSession } from "@tieout/store";
import type { DraftProblem } from "../engine/flow.js";

/** Where codes go: what is mapped, and the item for what is not. */
export interface ItemReferences {
  readonly targets: ReadonlyMap<string, { id: string; name: string; isUsable: boolean }>;
  readonly defaultItem: { id: string; name: string; isUsable: boolean } | null;
}

/** The code of a line or of a time entry. */
export interface Coded {
  categoryId: string | null;
  categoryCode: string | null;
  categoryName: string | null;
  typeId: string | null;
  typeCode: string | null;
  typeName: string | null;
}

export type ResolvedItem = { itemId: string } | { problem: DraftProblem };

/** What names the problem of an inactive default service: the service may be inactive for codes mapped to it as well. */
export const defaultInactive = (itemId: string): string => `default-item-inactive:${itemId}`;

export async function loadItems(session: FirmSession, connectionId: string, defaultItemId: string | null): Promise<ItemReferences> {
  const targets = await mappingTargets(session, connectionId);
  return {
    targets: new Map(targets.map(({ sourceKind, sourceId, targetId, name, isUsable }) => [`${sourceKind} ${sourceId}`, { id: targetId, name, isUsable }])),
    defaultItem: defaultItemId === null ? null : ((await itemById(session, connectionId, defaultItemId)) ?? { id: defaultItemId, name: defaultItemId, isUsable: false }),
  };
}

/**
 * The item a code stands for. Only a stored mapping counts (R43): never a guess by name. Time without a type keeps its category also
 * where types are rolled up (R44). The default item, if the firm chose one, serves codes without a mapping, but no line without a code.
 */
export function resolveItem(coded: Coded, rollUp: "category" | "type", { targets, defaultItem }: ItemReferences, label: string, recordId: string): ResolvedItem {
  const byType = rollUp === "type" && coded.typeId !== null;
  const source = byType
    ? { kind: "billable-type", id: coded.typeId, code: coded.typeCode, name: coded.typeName }
    : { kind: "billable-category", id: coded.categoryId, code: coded.categoryCode, name: coded.categoryName };
  if (source.id === null) return { problem: { kind: "line-without-category", causeKey: `line-without-category:${recordId}`, facts: { label } } };

  const mapped = targets.get(`${source.kind} ${source.id}`);
  const target = mapped ?? defaultItem;
  const facts = { sourceKind: source.kind, sourceId: source.id, code: source.code, name: source.name };
  if (!target) return { problem: { kind: "mapping-missing", causeKey: `mapping:${source.kind}:${source.id}`, facts } };
  if (target.isUsable) return { itemId: target.id };
  const service = { itemId: target.id, itemName: target.name, ledgerKind: "item" };
  // Another default service helps only codes without a service of their own, and the other way round.
  if (!mapped) return { problem: { kind: "default-service-inactive", causeKey: defaultInactive(target.id), facts: { ...facts, ...service } } };
  return { problem: { kind: "mapping-target-inactive", causeKey: `item-inactive:${target.id}`, facts: { ...facts, ...service } } };
}
