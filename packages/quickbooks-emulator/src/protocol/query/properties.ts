import type { EntityDefinition } from '../../entities/define-entity.js';
import type { WireObject, WireRecord, WireValue } from '../../kernel/company.js';
import type { Element, Elements } from '../../kernel/elements.js';
import { type QuickBooksFault, fault } from '../fault.js';

/** A property of a statement, found in the element table. */
export type Property = { path: string[]; element: Element };

const always = ['Id', 'MetaData.CreateTime', 'MetaData.LastUpdatedTime'];

/**
 * Finds a property by its path, without regard to case; a reference compares its `value`.
 * @throws QuickBooksFault 4001: unknown (recorded), or not queryable (recorded for PrimaryEmailAddr)
 */
export function findProperty(definition: EntityDefinition, name: string): Property {
  const found = resolve(definition.elements, name.split('.'));
  if (!found) throw invalidQuery(`Property ${name} not found for Entity ${definition.name}`);
  const path = found.path.join('.');
  const stem = found.path.slice(0, -1).join('.');
  const isPartOfRef = ['value', 'type'].includes(found.path.at(-1)!);
  const isQueryable = [...always, ...definition.queryable].some((known) => known === path || (known === stem && isPartOfRef));
  if (!isQueryable) throw invalidQuery(`property '${found.path.join('.')}' is not queryable`);
  return found;
}

/** A property for a projection: any known member may be asked for. */
export function findProjected(definition: EntityDefinition, name: string): Property {
  const found = resolve(definition.elements, name.split('.'));
  if (!found) throw invalidQuery(`Property ${name} not found for Entity ${definition.name}`);
  return found;
}

export function invalidQuery(text: string): QuickBooksFault {
  return fault('4001', `QueryValidationError: ${text}`);
}

function resolve(elements: Elements, names: string[]): Property | undefined {
  const [first, ...rest] = names;
  const known = Object.keys(elements).find((name) => name.toLowerCase() === first!.toLowerCase());
  if (known === undefined) return undefined;
  const element = elements[known]!;
  if (rest.length === 0) return { path: [known], element };
  const part = rest.length === 1 ? rest[0]!.toLowerCase() : '';
  if (element.kind === 'ref' && (part === 'value' || part === 'type')) return { path: [known, part], element };
  const inner = element.members && resolve(element.members, rest);
  return inner && { path: [known, ...inner.path], element: inner.element };
}

/** The stored value of a property; of a reference its `value`, of a list its values (Intuit, attachable page: the links of a file). */
export function valueOf(record: WireRecord, property: Property): WireValue | undefined {
  let value: WireValue | undefined = record;
  for (const name of property.path) {
    if (Array.isArray(value)) value = value.flatMap((item) => (item as WireObject)[name] ?? []);
    else value = (value as WireObject | undefined)?.[name];
  }
  if (property.element.kind === 'ref' && typeof value === 'object' && value !== null && !Array.isArray(value)) return value.value;
  return value;
}
