import type { Elements } from '../kernel/elements.js';
import { type EntityDefinition, defineEntity, newestFirst } from './define-entity.js';
import { intuitAttributes, intuitEntity } from './shapes.js';

/** A transaction without what all transactions have in common. */
type DocumentParts<Stored> = Omit<EntityDefinition<Stored>, 'kind' | 'idSpace' | 'operations' | 'elements' | 'inChangeData' | 'compare'> & {
  /** Members between those every entity starts with and its attributes, in the XSD's order. */
  members: Elements;
};

/**
 * A transaction: one id space with all others (recorded), deleted for good, voided where it says how, told by change data,
 * newest first.
 */
export function defineDocument<Stored extends object>({ members, ...parts }: DocumentParts<Stored>): EntityDefinition {
  return defineEntity<Stored>({
    ...parts,
    kind: 'document',
    idSpace: 'Transactions',
    operations: ['create', 'update', 'delete', ...(parts.voidRecord ? (['void'] as const) : []), 'read', 'query'],
    elements: { ...intuitEntity, ...members, ...intuitAttributes },
    inChangeData: true,
    compare: newestFirst,
  });
}
