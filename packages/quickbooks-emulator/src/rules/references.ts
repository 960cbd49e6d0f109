import type { EntityDefinition } from '../entities/define-entity.js';
import type { EntityName, WireObject, WireRecord, WireRef } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import type { Elements } from '../kernel/elements.js';
import { fault, notFound } from '../protocol/fault.js';

/**
 * Checks every reference of a draft and refreshes its `name`; only `value` matters on write (Intuit,
 * rest-api-features). Unknown: 2500 with the member's path (recorded, `Line.SalesItemLineDetail.ItemRef`) or the
 * "Names element id .. not found" form. Inactive: 610, unless the stored record already had it (assumed).
 */
export function settleReferences(definition: EntityDefinition, draft: WireObject, company: CompanyState, before?: WireObject): void {
  const held = new Set<string>();
  if (before) visit(definition.elements, before, '', (ref, to, path) => held.add(`${path}/${to}/${ref.value}`) && undefined);
  visit(definition.elements, draft, '', (ref, to, path) => {
    if (definition.name === to && path === 'ParentRef') return undefined;
    return refreshed(company, ref, to, path, held.has(`${path}/${to}/${ref.value}`));
  });
}

function refreshed(company: CompanyState, ref: WireRef, to: EntityName, path: string, isHeld: boolean): WireRef {
  const target = requireReference(company, to, ref.value, path);
  if (!isHeld && target.Active === false) throw notFound();
  return labelled(company, to, target);
}

/** The referenced record, or fault 2500. */
export function requireReference(company: CompanyState, to: EntityName, id: string, path: string): WireRecord {
  const target = company.table(to).get(id);
  if (target) return target;
  const noun = company.definition(to).referenceNoun;
  throw fault('2500', noun ? `Invalid Reference Id : ${noun} element id ${id} not found` : `Invalid Reference Id : ${path}`, noun ? '' : path);
}

/** `{ value, name }` of a record as others refer to it. */
export function labelled(company: CompanyState, to: EntityName, target: WireRecord): WireRef {
  const name = company.definition(to).labelOf?.(target);
  return name === undefined ? { value: target.Id } : { value: target.Id, name };
}

type Visitor = (ref: WireRef, to: EntityName, path: string) => WireRef | undefined;

/** Calls the visitor for each reference with a known target and stores what it returns. */
function visit(elements: Elements, object: WireObject, path: string, visitor: Visitor): void {
  for (const [name, value] of Object.entries(object)) {
    const element = elements[name];
    if (!element || value === null || typeof value !== 'object') continue;
    const memberPath = path ? `${path}.${name}` : name;
    if (element.kind === 'ref' && element.to && !element.readOnly) {
      if (element.words?.includes((value as WireRef).value)) continue;
      const replacement = visitor(value as WireRef, element.to, memberPath);
      if (replacement) object[name] = replacement;
    } else if (element.kind === 'object') {
      const inner = (element.many ? value : [value]) as WireObject[];
      for (const member of inner) visit(element.members!, member, memberPath, visitor);
    }
  }
}
