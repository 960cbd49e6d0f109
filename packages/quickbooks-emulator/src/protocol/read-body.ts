import type { WireObject, WireValue } from '../kernel/company.js';
import { type Element, type Elements, elementOf, refMembers } from '../kernel/elements.js';
import { Big, amountOf, hundredthsOf, isMoney } from '../kernel/money.js';
import { QuickBooksFault, type FaultEntry, entry, fault } from './fault.js';

/**
 * Reads what a client sent by an entity's element table: unknown members are refused (2010, recorded), read-only
 * members are ignored (Intuit, rest-api-features), texts are checked for length and characters, quoted numbers are
 * accepted (assumed). `null` stays `null`: it clears the member.
 * @throws QuickBooksFault with one entry per bad member
 */
export function readBody(definition: { readonly name: string; readonly elements: Elements }, body: unknown): WireObject {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw fault('2010', 'Property Name:Unexpected content: an object was expected\n specified is unsupported or invalid');
  }
  const faults: FaultEntry[] = [];
  const read = readMembers(definition.elements, definition.name, body as WireObject, '', faults);
  if (faults.length > 0) throw new QuickBooksFault(faults);
  return read;
}

function readMembers(elements: Elements, className: string, sent: WireObject, path: string, faults: FaultEntry[]): WireObject {
  const read: WireObject = {};
  for (const [name, value] of Object.entries(sent)) {
    const element = elementOf(elements, name);
    if (!element) throw unknownMember(name, className, elements);
    if (element.readOnly) continue;
    const memberPath = path ? `${path}.${name}` : name;
    if (value === null) {
      read[name] = null;
      continue;
    }
    if (element.many) {
      if (!Array.isArray(value)) throw badType(name, className, elements);
      read[name] = value.map((item) => readValue(element, item, name, className, elements, memberPath, faults) as WireValue);
      continue;
    }
    if (Array.isArray(value)) throw badType(name, className, elements);
    const one = readValue(element, value, name, className, elements, memberPath, faults) as WireValue;
    // A reference that names nothing is none (assumed).
    if (element.kind === 'ref' && (one as WireObject).value === undefined) continue;
    read[name] = one;
  }
  return read;
}

function readValue(
  element: Element,
  value: WireValue,
  name: string,
  className: string,
  elements: Elements,
  path: string,
  faults: FaultEntry[],
): WireValue {
  switch (element.kind) {
    case 'any':
      return value;
    case 'object':
    case 'ref': {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) throw badType(name, className, elements);
      const members = element.kind === 'ref' ? refMembers : element.members!;
      const inner = readMembers(members, element.className ?? 'ReferenceType', value, path, faults);
      return withoutBlankMembers(element, inner);
    }
    case 'boolean':
      if (typeof value === 'boolean') return value;
      if (value === 'true' || value === 'false') return value === 'true';
      throw badType(name, className, elements);
    case 'decimal':
    case 'int':
      return withoutFractions(name, readNumber(element, value, path, faults));
    default:
      if (typeof value === 'object' || value === null) throw badType(name, className, elements);
      // Blanks around an id say nothing, in XML they could not even be told (assumed).
      return readText(element, element.kind === 'id' ? String(value).trim() : String(value), path, faults);
  }
}

/** An empty text within an object is none; an object of nothing else clears its member (only attributes with values are answered: Intuit, data-queries). */
function withoutBlankMembers(element: Element, inner: WireObject): WireValue {
  const given = Object.entries(inner).filter(([, member]) => member !== null);
  const filled = element.kind === 'ref' ? given : given.filter(([, member]) => member !== '');
  return filled.length === 0 && given.length > 0 && !element.many ? '' : Object.fromEntries(filled);
}

/** Money of a document has cents and nothing below, in both formats alike; what is sent beyond is rounded (assumed). */
function withoutFractions(name: string, number: number): number {
  return isMoney(name) && Math.abs(number) <= largestNumber ? amountOf(hundredthsOf(number)) || 0 : number;
}

const largestNumber = 99_999_999_999;

function readNumber(element: Element, value: WireValue, path: string, faults: FaultEntry[]): number {
  const isNumeric = (typeof value === 'number' && Number.isFinite(value)) || (typeof value === 'string' && /^-?\d{1,30}(\.\d{1,30})?$/.test(value.trim()));
  if (!isNumeric || (element.kind === 'int' && !new Big(value).round(0).eq(value))) {
    faults.push(entry('2080', `Invalid Number : ${String(value)}`, path));
    return 0;
  }
  // Nothing in QuickBooks has more than ten decimals; what is smaller than that is zero (assumed).
  const number = Math.abs(Number(value)) < 1e-10 ? 0 : Number(value);
  // Right in form, beyond what an amount can be (code Intuit's, bound assumed).
  if (Math.abs(number) > largestNumber) faults.push(entry('2090', `Invalid Number : ${number} is not supported`, path));
  if (element.range && (number < element.range[0] || number > element.range[1])) {
    faults.push(entry('2240', `Invalid Number Range. Min:${element.range[0]} Max:${element.range[1]} supported. Supplied value:${number}`, path));
  }
  return number;
}

// oxlint-disable-next-line no-control-regex
const unwritable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/;

/**
 * Text that XML can carry too. Characters it cannot are refused in names, as tabs and line ends are (Intuit, common-errors 2040;
 * that it is these characters is assumed); elsewhere they go, and half a surrogate pair becomes the sign for what cannot be read (assumed).
 */
function readText(element: Element, sent: string, path: string, faults: FaultEntry[]): string {
  const value = sent.toWellFormed().replace(new RegExp(unwritable, 'g'), '');
  if (element.max !== undefined && value.length > element.max) {
    // Recorded text, DocNumber of 45 characters (reference 12.2).
    faults.push(
      entry('2050', `String length specified does not match the supported length. Min:0 Max:${element.max} supported. Supplied length:${value.length}`, path),
    );
  }
  if (element.forbid && (element.forbid.test(sent) || unwritable.test(sent))) faults.push(entry('2040', `Invalid String : ${path} contains characters that are not supported`, path));
  if (element.values && value !== '' && !element.values.includes(value)) faults.push(entry('2170', `Invalid Enumeration : ${value}`, path));
  if (element.kind === 'date' && value !== '' && !isCalendarDate(value)) faults.push(entry('2060', `Invalid Date : ${value}`, path));
  if (element.kind === 'date') return value.slice(0, 10);
  return value;
}

/** `2026-03-02`, or a date-time whose day is taken (recorded samples send both). */
function isCalendarDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}(T.*)?$/.test(value)) return false;
  const day = value.slice(0, 10);
  const parsed = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day);
}

function unknownMember(name: string, className: string, elements: Elements): QuickBooksFault {
  const names = Object.keys(elements);
  const shown = names.slice(0, 12).map((known) => `"${known}"`).join(', ');
  return fault(
    '2010',
    `Property Name:Unrecognized field "${name}" (class com.intuit.schema.finance.v3.${className}), not marked as ignorable (${names.length} known properties: ${shown} [truncated]])\n specified is unsupported or invalid`,
  );
}

function badType(name: string, className: string, elements: Elements): QuickBooksFault {
  const kind = elements[name]!.many ? 'array' : elements[name]!.kind;
  return fault('2010', `Property Name:Can not deserialize ${kind} "${name}" (class com.intuit.schema.finance.v3.${className})\n specified is unsupported or invalid`);
}
