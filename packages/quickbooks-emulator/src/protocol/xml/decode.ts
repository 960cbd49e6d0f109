import type { WireObject, WireValue } from '../../kernel/company.js';
import { type Element, type Elements, elementOf } from '../../kernel/elements.js';
import type { XmlNode } from './parse-xml.js';

/**
 * An entity's element as the JSON object it stands for: attributes become members, repeated elements arrays,
 * references `{ value, name }` (the SDKs' XSD; mapping verified on recorded answers). Texts stay texts: `readBody`
 * reads numbers and flags from them. Unknown elements are kept, so that they are refused as in JSON.
 */
export function decodeEntity(elements: Elements, node: XmlNode): WireObject {
  const decoded = decodeMembers(elements, node);
  for (const name of ['domain', 'status', 'sparse']) {
    if (node.attributes[name] !== undefined) decoded[name] = node.attributes[name];
  }
  return decoded;
}

function decodeMembers(elements: Elements, node: XmlNode): WireObject {
  const decoded: WireObject = {};
  for (const child of node.children) {
    const element = elementOf(elements, child.name);
    const value = child.attributes.nil === 'true' ? null : decodeValue(element, child);
    const before = Object.hasOwn(decoded, child.name) ? decoded[child.name] : undefined;
    if (element?.many) decoded[child.name] = [...((before as WireValue[] | undefined) ?? []), value];
    // A single element given twice becomes an array, which the reader of bodies refuses.
    else decoded[child.name] = before === undefined ? value : [before, value];
  }
  return decoded;
}

function decodeValue(element: Element | undefined, node: XmlNode): WireValue {
  if (element === undefined || element.kind === 'any') return decodeAny(node);
  if (element.kind === 'ref') return reference(node);
  if (element.kind !== 'object') return node.children.length > 0 ? decodeAny(node) : element.kind !== 'string' && node.text.trim() === '' ? '' : node.text;
  if (isTextual(element)) return { value: node.text };
  return decodeMembers(element.members ?? {}, node);
}

/** Elements whose content is one text, in JSON `{ value }` (XSD MemoRef). */
export function isTextual(element: Element): boolean {
  return element.className === 'MemoRef';
}

function reference({ text, attributes: { name, type } }: XmlNode): WireObject {
  return { value: text.trim(), ...(name === undefined ? {} : { name }), ...(type === undefined ? {} : { type }) };
}

/** Where the table says nothing: objects from children, references from a `name` attribute, flags by their words. */
function decodeAny(node: XmlNode): WireValue {
  if (node.children.length > 0) return decodeMembers({}, node);
  if (node.attributes.name !== undefined) return reference(node);
  const text = node.text.trim();
  return text === 'true' || text === 'false' ? text === 'true' : text;
}
