import type { WireObject, WireValue } from '../../kernel/company.js';
import { type Element, type Elements, any } from '../../kernel/elements.js';
import { isMoney } from '../../kernel/money.js';
import { isTextual } from './decode.js';

const attributes = ['domain', 'status', 'sparse'];
const untold = any();
const elementName = /^[A-Za-z_][\w.-]*$/;

/** An entity as XML: attributes first, then the members in the order of its element table (the XSD's sequences). */
export function encodeEntity(name: string, record: WireObject, elements: Elements): string {
  const own = attributes.flatMap((attribute) => (record[attribute] === undefined ? [] : [attributeText(attribute, record[attribute]!)]));
  const members = Object.fromEntries(Object.entries(record).filter(([member]) => !attributes.includes(member))) as WireObject;
  return `<${name}${own.join('')}>${encodeMembers(members, elements)}</${name}>`;
}

function encodeMembers(object: WireObject, elements: Elements): string {
  let text = '';
  for (const name of Object.keys(elements)) {
    const value = object[name];
    if (value !== undefined && value !== null) text += encodeMember(name, value, elements[name]!);
  }
  // What no table knows (settings, open-ended extensions) stands as it was stored, behind the rest, under names XML can carry.
  for (const [name, value] of Object.entries(object)) {
    if (!Object.hasOwn(elements, name) && value !== null && elementName.test(name)) text += encodeMember(name, value, untold);
  }
  return text;
}

function encodeMember(name: string, value: WireValue, element: Element): string {
  if (Array.isArray(value)) return value.map((item) => encodeMember(name, item, element)).join('');
  if (typeof value !== 'object' || value === null) return tag(name, '', escapeXml(printed(name, value, element)));
  if (element.kind === 'ref' || (element.kind === 'any' && isReference(value))) return reference(name, value);
  if (element.kind === 'object' && isTextual(element)) return tag(name, '', escapeXml(String(value.value ?? '')));
  return tag(name, '', encodeMembers(value, element.members ?? {}));
}

function reference(name: string, { value, name: label, type }: WireObject): string {
  const named = (label === undefined ? '' : attributeText('name', label)) + (type === undefined ? '' : attributeText('type', type));
  return tag(name, named, escapeXml(String(value ?? '')));
}

function isReference(value: WireObject): boolean {
  return typeof value.value === 'string' && Object.keys(value).every((name) => ['value', 'name', 'type'].includes(name));
}

function tag(name: string, attributeTexts: string, content: string): string {
  return content === '' ? `<${name}${attributeTexts}/>` : `<${name}${attributeTexts}>${content}</${name}>`;
}

/** Money with two decimals unless it is zero. */
function printed(name: string, value: WireValue, element: Element): string {
  if (typeof value === 'number' && value !== 0 && element.kind === 'decimal' && isMoney(name)) return value.toFixed(2);
  return String(value);
}

/** An attribute with the blank before it. */
export function attributeText(name: string, value: WireValue): string {
  return ` ${name}="${escapeXml(String(value))}"`;
}

const escapes: Record<string, string> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;', '\r': '&#13;' };

/** Texts of these characters alone stand as they are: most do. */
const plain = /^[\t\n !#-%'-;=?-~\u00A0-\uD7FF]*$/;

/** Text for an element or attribute; characters XML cannot carry at all are left out. */
export function escapeXml(text: string): string {
  if (plain.test(text)) return text;
  return text.replace(/[<>&"\r]/g, (char) => escapes[char]!).replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '');
}
