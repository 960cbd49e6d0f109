import type { EntityName, WireRecord, WireRef } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { fault } from '../protocol/fault.js';

/** A record in a tree of its own kind. */
export type TreeMember = { Id?: string; ParentRef?: WireRef; FullyQualifiedName?: string; Level?: number; Active?: boolean };

/** Five levels including the top (Intuit, entity pages; fault 6180). */
const deepestLevel = 4;

/**
 * The parent of a draft, checked: itself 900, unknown 2500, inactive 700 (Intuit's table; which of 700 and 2500 is
 * assumed), too deep 6180, a descendant 900.
 * @returns the parent and the draft's level, 0 at the top
 */
export function settleParent<Parent extends TreeMember>(
  company: CompanyState,
  entity: EntityName,
  draft: TreeMember,
): { parent?: Parent & WireRecord; level: number } {
  const id = draft.ParentRef?.value;
  if (id === undefined) return { level: 0 };
  if (id === draft.Id) throw fault('900', 'Parent Object Cannot Be The Child', 'ParentRef');
  const parent = company.get<Parent & WireRecord>(entity, id);
  if (!parent) throw fault('2500', 'Invalid Reference Id : ParentRef', 'ParentRef');
  if (parent.Active === false) throw fault('700', 'Parent Object Invalid : the parent is inactive', 'ParentRef');
  let level = 1;
  for (let above: TreeMember | undefined = parent; above?.ParentRef; above = company.get<TreeMember>(entity, above.ParentRef.value)) {
    if (above.ParentRef.value === draft.Id) throw fault('900', 'Parent Object Cannot Be The Child', 'ParentRef');
    level += 1;
  }
  if (level + depthBelow(company, entity, draft.Id) > deepestLevel) throw fault('6180', 'You can only have 5 levels of hierarchy.', 'ParentRef');
  return { parent, level };
}

/** `Parent:Leaf` (recorded). */
export function qualifiedName(parent: TreeMember | undefined, leaf: string): string {
  return parent ? `${parent.FullyQualifiedName}:${leaf}` : leaf;
}

/** Direct children of a record. */
export function childrenOf(company: CompanyState, entity: EntityName, id: string): (TreeMember & WireRecord)[] {
  const children: (TreeMember & WireRecord)[] = [];
  for (const record of company.table(entity).rows.values()) {
    if ((record.ParentRef as WireRef | undefined)?.value === id) children.push(record as TreeMember & WireRecord);
  }
  return children;
}

function depthBelow(company: CompanyState, entity: EntityName, id: string | undefined): number {
  if (id === undefined) return 0;
  return childrenOf(company, entity, id).reduce((deepest, child) => Math.max(deepest, 1 + depthBelow(company, entity, child.Id)), 0);
}

/**
 * Carries a renamed or moved parent's path down: children are stored with the new FullyQualifiedName and Level,
 * SyncToken and time unmoved (assumed: no recording).
 */
export function carryPathDown(company: CompanyState, entity: EntityName, parent: TreeMember & { Id: string }, leafOf: (child: WireRecord) => string): void {
  for (const child of childrenOf(company, entity, parent.Id)) {
    const level = child.Level === undefined ? {} : { Level: (parent.Level ?? 0) + 1 };
    const moved = { ...child, FullyQualifiedName: qualifiedName(parent, leafOf(child)), ...level } as TreeMember & WireRecord;
    company.put(entity, moved);
    carryPathDown(company, entity, moved, leafOf);
  }
}
