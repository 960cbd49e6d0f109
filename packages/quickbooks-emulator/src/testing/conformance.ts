import { isDeepStrictEqual } from 'node:util';
import type { EntityDefinition } from '../entities/define-entity.js';
import { findDefinition } from '../entities/registry.js';
import type { WireObject, WireValue } from '../kernel/company.js';
import { type Element, type Elements, refMembers } from '../kernel/elements.js';
import { decodeEntity, isTextual } from '../protocol/xml/decode.js';
import { encodeEntity } from '../protocol/xml/encode.js';
import { parseXml } from '../protocol/xml/parse-xml.js';

/**
 * Holds every entity of an answer against its element table: names, types, arrays; and sends it through XML and back,
 * where members must stand in the table's order and nothing may be lost.
 * @returns what does not fit, in sentences; an empty list when all does
 */
export function nonconforming(body: unknown): string[] {
  return [...entitiesIn(body)].flatMap(({ definition, record }) => [
    ...membersOf(definition.elements, record, definition.name),
    ...xmlLosses(definition, record),
  ]);
}

/** Entities stand under a member of their name, alone or as a list, at any depth of the envelopes. */
function* entitiesIn(value: unknown): Generator<{ definition: EntityDefinition; record: WireObject }> {
  if (Array.isArray(value)) {
    for (const item of value) yield* entitiesIn(item);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    const definition = findDefinition(name);
    if (definition?.name !== name) yield* entitiesIn(inner);
    else for (const record of Array.isArray(inner) ? inner : [inner]) if (typeof record === 'object') yield { definition, record: record as WireObject };
  }
}

function membersOf(elements: Elements, object: WireObject, path: string): string[] {
  return Object.entries(object).flatMap(([name, value]) => {
    const element = elements[name];
    const place = `${path}.${name}`;
    if (!element) return [`${place} is not in the element table`];
    if (element.many !== Array.isArray(value) && (element.many || Array.isArray(value))) return [`${place} is ${element.many ? 'not' : ''} a list`];
    return (Array.isArray(value) ? value : [value]).flatMap((item) => valueOf(element, item, place));
  });
}

const dateTimePattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d|Z)$/;

function valueOf(element: Element, value: WireValue, place: string): string[] {
  const wrong = (fits: boolean) => (fits ? [] : [`${place} is no ${element.kind}: ${JSON.stringify(value)}`]);
  switch (element.kind) {
    case 'any':
      return [];
    case 'decimal':
      return wrong(typeof value === 'number' && Number.isFinite(value));
    case 'int':
      return wrong(Number.isInteger(value));
    case 'boolean':
      return wrong(typeof value === 'boolean');
    case 'date':
      return wrong(typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value));
    case 'dateTime':
      return wrong(typeof value === 'string' && dateTimePattern.test(value));
    case 'object':
    case 'ref':
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong(false);
      return membersOf(element.kind === 'ref' ? refMembers : element.members!, value, place);
    default:
      return wrong(typeof value === 'string');
  }
}

function xmlLosses(definition: EntityDefinition, record: WireObject): string[] {
  const node = parseXml(encodeEntity(definition.name, record, definition.elements));
  const known = Object.keys(definition.elements);
  const places = node.children.map(({ name }) => known.indexOf(name));
  if (places.some((place, at) => at > 0 && place < places[at - 1]!)) return [`${definition.name} is not in the order of its table: ${node.children.map(({ name }) => name).join(', ')}`];
  const back = typed(definition.elements, decodeEntity(definition.elements, node));
  const sent = typed(definition.elements, record);
  return isDeepStrictEqual(back, sent) ? [] : [`${definition.name} changed on its way through XML: ${JSON.stringify(sent)} became ${JSON.stringify(back)}`];
}

/** The members XML can carry, numbers and flags read: empty lists and open-ended members are gone. */
function typed(elements: Elements, object: WireObject): WireObject {
  const entries = Object.entries(object).flatMap(([name, value]): [string, WireValue][] => {
    const element = elements[name];
    if (!element || element.kind === 'any' || (Array.isArray(value) && value.length === 0)) return [];
    return [[name, Array.isArray(value) ? value.map((item) => typedValue(element, item)) : typedValue(element, value)]];
  });
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function typedValue(element: Element, value: WireValue): WireValue {
  if (element.kind === 'decimal' || element.kind === 'int') return Number(value);
  if (element.kind === 'boolean') return String(value) === 'true';
  if (element.kind === 'object' && typeof value === 'object' && value !== null) return isTextual(element) ? (value as WireObject).value ?? '' : typed(element.members!, value as WireObject);
  // An element without content is an empty object, a text or nothing: XML cannot say which.
  if (element.kind === 'object') return {};
  return value;
}
