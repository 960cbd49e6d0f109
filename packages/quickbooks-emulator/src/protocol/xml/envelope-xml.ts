import { findDefinition } from '../../entities/registry.js';
import type { WireObject, WireValue } from '../../kernel/company.js';
import { taxServiceElements } from '../documents/tax-service.js';
import { attributeText, encodeEntity, escapeXml } from './encode.js';

/** The schema every XML body is of. */
export const namespace = 'http://schema.intuit.com/finance/v3';

/**
 * An answer's body as `IntuitResponse`: the XML twin of the JSON envelopes, lists and attributes as recorded
 * (RR:batch_response, change_data_capture_response, customers, throttle_exceeded_error). `time` is an attribute.
 */
export function responseXml(body: WireObject, fallbackTime: string): string {
  const { time = fallbackTime, ...members } = body;
  const stamp = typeof time === 'number' ? fallbackTime : time;
  const content = isGatewayFault(members) ? gatewayFault(members) : membersXml(members);
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><IntuitResponse xmlns="${namespace}"${attributeText('time', stamp)}>${content}</IntuitResponse>`;
}

/** The element names that carry something else than an entity. */
const writers: Record<string, (value: WireValue) => string> = {
  Fault: (value) => faultXml(value as WireObject),
  QueryResponse: (value) => queryXml(value as WireObject),
  CDCResponse: (value) => listOf(value).map((part) => `<CDCResponse>${listOf(part.QueryResponse!).map(queryXml).join('')}</CDCResponse>`).join(''),
  BatchItemResponse: (value) => listOf(value).map(({ bId, ...item }) => `<BatchItemResponse${bId === undefined ? '' : attributeText('bId', bId)}>${membersXml(item)}</BatchItemResponse>`).join(''),
  AttachableResponse: (value) => listOf(value).map((item) => `<AttachableResponse>${membersXml(item)}</AttachableResponse>`).join(''),
};

function membersXml(members: WireObject): string {
  // The tax service answers itself, not an entity.
  if (typeof members.TaxCode === 'string') return encodeEntity('TaxService', members, taxServiceElements);
  return Object.entries(members).map(([name, value]) => memberXml(name, value)).join('');
}

function memberXml(name: string, value: WireValue): string {
  const write = writers[name];
  if (write) return write(value);
  return listOf(value).map((record) => encodeEntity(name, record, findDefinition(name)?.elements ?? {})).join('');
}

const counts = ['startPosition', 'maxResults', 'totalCount'];

function queryXml(response: WireObject): string {
  const shown = counts.flatMap((name) => (response[name] === undefined ? [] : [attributeText(name, response[name]!)]));
  const rows = Object.entries(response).filter(([name]) => !counts.includes(name));
  return `<QueryResponse${shown.join('')}>${rows.map(([name, value]) => memberXml(name, value)).join('')}</QueryResponse>`;
}

function faultXml({ Error: errors, type }: WireObject): string {
  const entries = listOf(errors!).map(({ Message, Detail, code, element }) => errorXml({ message: Message!, detail: Detail!, code: code!, ...(element === undefined ? {} : { element }) }));
  return `<Fault${attributeText('type', type!)}>${entries.join('')}</Fault>`;
}

function isGatewayFault(members: WireObject): boolean {
  return typeof members.fault === 'object' && members.fault !== null;
}

/** The gateway's lower-case envelope has no XML form of its own: recorded XML answers of the gateway look like any fault. */
function gatewayFault(members: WireObject): string {
  const { error, type } = members.fault as WireObject;
  return `<Fault${attributeText('type', type!)}>${listOf(error!).map(errorXml).join('')}</Fault>`;
}

function errorXml({ code, element, message, detail }: WireObject): string {
  const at = element === undefined || element === null ? '' : attributeText('element', element);
  const explained = detail === null || detail === '' ? '' : `<Detail>${escapeXml(String(detail))}</Detail>`;
  return `<Error${attributeText('code', code!)}${at}><Message>${escapeXml(String(message))}</Message>${explained}</Error>`;
}

function listOf(value: WireValue): WireObject[] {
  return (Array.isArray(value) ? value : [value]) as WireObject[];
}
