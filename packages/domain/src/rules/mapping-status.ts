/** How a category or type stands towards the service it is sold as. */
export type MappingStatus = "unmapped" | "default-item" | "mapped" | "target-renamed" | "target-inactive" | "target-deleted";

export interface MappingFacts {
  /** The service chosen, by id; null when none was. */
  targetId: string | null;
  /** Its name when it was chosen. */
  targetName: string | null;
  /** The service as the mirror has it now; null when QuickBooks no longer lists it. */
  target: { name: string; isActive: boolean; isDeleted: boolean } | null;
  hasDefaultItem: boolean;
}

/** A stored mapping is the only truth; the default item serves only what has none. A renamed service stays mapped: the id decides. */
export function mappingStatus({ targetId, targetName, target, hasDefaultItem }: MappingFacts): MappingStatus {
  if (targetId === null) return hasDefaultItem ? "default-item" : "unmapped";
  if (!target || target.isDeleted) return "target-deleted";
  if (!target.isActive) return "target-inactive";
  return target.name === targetName ? "mapped" : "target-renamed";
}
