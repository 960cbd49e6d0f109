import { type SaxesTagNS, SaxesParser } from 'saxes';
import { fault } from '../fault.js';

/** One element of a document: local name, attributes by local name, and its own text without that of children. */
export type XmlNode = { name: string; attributes: Record<string, string>; children: XmlNode[]; text: string };

const deepest = 64;

/**
 * Reads an XML document. Document types are refused, so that no entity can be declared, let alone expanded.
 * @throws QuickBooksFault 2010 (code assumed) with line and column for anything that is not well formed
 */
export function parseXml(text: string): XmlNode {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const root: XmlNode = { name: '', attributes: {}, children: [], text: '' };
  const open: XmlNode[] = [root];
  const refuse = (reason: string) => {
    throw unreadable(`${reason} at line ${parser.line}, column ${parser.column}`);
  };
  parser.on('error', () => refuse('XML that is not well formed'));
  parser.on('doctype', () => refuse('A document type, which is not allowed,'));
  parser.on('opentag', (tag) => {
    if (open.length > deepest) refuse('Elements nested too deeply');
    const node: XmlNode = { name: tag.local, attributes: attributesOf(tag), children: [], text: '' };
    open.at(-1)!.children.push(node);
    open.push(node);
  });
  parser.on('closetag', () => open.pop());
  const addText = (piece: string) => {
    open.at(-1)!.text += piece;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(text.replace(/^\uFEFF/, '')).close();
  const [document] = root.children;
  if (!document) throw unreadable('An empty document');
  return document;
}

function attributesOf(tag: SaxesTagNS): Record<string, string> {
  return Object.fromEntries(Object.values(tag.attributes).map(({ local, value }) => [local, value]));
}

function unreadable(reason: string) {
  return fault('2010', `Property Name:${reason}\n specified is unsupported or invalid`);
}
