import { findDefinition } from '../../entities/registry.js';
import type { WireObject, WireValue } from '../../kernel/company.js';
import { taxServiceElements } from '../documents/tax-service.js';
import { fault } from '../fault.js';
import { decodeEntity } from './decode.js';
import { type XmlNode, parseXml } from './parse-xml.js';

/**
 * An XML request body as the JSON body that means the same: an entity's element, or `IntuitBatchRequest`.
 * @throws QuickBooksFault 2010 when it cannot be read or its root is another than the address asks for
 */
export function jsonOfXml(text: string, resource: string): string {
  const root = parseXml(text);
  if (resource === 'batch') return JSON.stringify({ BatchItemRequest: batchItems(root) });
  const definition = resource === 'taxservice' ? { name: 'TaxService', elements: taxServiceElements } : findDefinition(resource);
  if (!definition) return text;
  if (root.name !== definition.name) throw fault('2010', `Property Name:Unexpected element "${root.name}" (expected: ${definition.name})\n specified is unsupported or invalid`);
  return JSON.stringify(decodeEntity(definition.elements, root));
}

function batchItems(root: XmlNode): WireObject[] {
  if (root.name !== 'IntuitBatchRequest') throw fault('2010', `Property Name:Unexpected element "${root.name}" (expected: IntuitBatchRequest)\n specified is unsupported or invalid`);
  return root.children.filter(({ name }) => name === 'BatchItemRequest').map(batchItem);
}

function batchItem({ attributes, children }: XmlNode): WireObject {
  const item: WireObject = {};
  for (const name of ['bId', 'operation', 'optionsData']) if (attributes[name] !== undefined) item[name] = attributes[name];
  for (const child of children) item[child.name] = itemValue(child);
  return item;
}

function itemValue(node: XmlNode): WireValue {
  if (node.name === 'Query') return node.text.trim();
  const definition = findDefinition(node.name);
  if (definition) return decodeEntity(definition.elements, node);
  return Object.fromEntries(node.children.map(({ name, text }) => [name, text.trim()]));
}
