import { createHash } from 'node:crypto';
import type { WireObject, WireRecord } from '../../kernel/company.js';
import type { CompanyState } from '../../kernel/company-state.js';
import { faultMember } from '../envelope.js';
import { QuickBooksFault, fault, missing } from '../fault.js';
import { createRecord } from '../operations.js';
import { sentFormat } from '../format.js';
import { jsonOfXml } from '../xml/read-request.js';
import { type Part, readMultipart } from './multipart.js';

/** One file of an upload: what was said about it, and its bytes. */
export type UploadedFile = { metadata: unknown; name: string | undefined; contentType: string; bytes: Uint8Array<ArrayBuffer> };

/** The whole request; the limit is Intuit's (attachable page). */
const largestUpload = 100 * 1024 * 1024;

/** Kinds of files QuickBooks takes (Intuit, attachable page; xml recorded). */
const extensions = new Set(['ai', 'csv', 'doc', 'docx', 'eps', 'gif', 'jpeg', 'jpg', 'ods', 'pdf', 'png', 'rtf', 'tif', 'txt', 'xls', 'xlsx', 'xml']);

/**
 * Reads a multipart body into its files: parts are paired by the suffix of their names, `file_metadata_01` and
 * `file_content_01` (Intuit, attachable page); a file may come without metadata (node-quickbooks sends it so).
 * @throws QuickBooksFault 6030 beyond 100 MB, 6040 without a file (codes Intuit's, texts assumed), 2010 when unreadable
 */
export function readUpload(bytes: Uint8Array<ArrayBuffer>, contentType: string): UploadedFile[] {
  if (bytes.length > largestUpload) throw fault('6030', `File Size Exceeded : the request is larger than ${largestUpload} bytes`);
  const parts = readMultipart(bytes, contentType);
  if (!parts) throw fault('2010', 'Property Name:Unexpected content: multipart/form-data was expected\n specified is unsupported or invalid');
  const files = parts.filter(({ name }) => name.startsWith('file_content')).map((content) => {
    const metadata = parts.find(({ name }) => name === content.name.replace('file_content', 'file_metadata'));
    return { metadata: metadata ? saidOf(metadata) : {}, name: content.filename, contentType: content.contentType, bytes: content.bytes };
  });
  if (files.length === 0) throw fault('6040', 'Attachable Metadata Missing : there is no file in the request');
  return files;
}

/** What is said about a file, in JSON or, as Intuit's older SDKs send it, in XML. */
function saidOf({ bytes, contentType }: Part): unknown {
  const text = Buffer.from(bytes).toString('utf8');
  try {
    if (sentFormat(contentType) === 'xml') return JSON.parse(jsonOfXml(text, 'attachable'));
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof QuickBooksFault) throw error;
    throw fault('2010', 'Property Name:Unexpected character or end of input\n specified is unsupported or invalid');
  }
}

/** Stores files: one answer each, a refusal inside an answer of status 200 (recorded, MQ:attachment/error_estimate). */
export function storeUpload(company: CompanyState, files: readonly UploadedFile[]): WireObject {
  return { AttachableResponse: files.map((file) => storeOne(company, file)) };
}

function storeOne(company: CompanyState, file: UploadedFile): WireObject {
  try {
    return { Attachable: attach(company, file) };
  } catch (error) {
    if (error instanceof QuickBooksFault) return { Fault: faultMember(error) };
    throw error;
  }
}

function attach(company: CompanyState, { metadata, name, contentType, bytes }: UploadedFile): WireRecord {
  const said = metadata as WireObject;
  const fileName = said.FileName ?? name;
  if (fileName === undefined) throw missing('FileName');
  const body = { ContentType: contentType, ...said, FileName: fileName };
  const extension = String(body.FileName).split('.').at(-1)!.toLowerCase();
  if (!extensions.has(extension)) throw fault('6041', `Attachable File Type Not Supported : ${extension}`, 'FileName');
  const made = createRecord(company, company.definition('Attachable'), body);
  const record = { ...made, FileAccessUri: `/v3/company/${company.realmId}/download/${made.Id}`, Size: bytes.length };
  company.put('Attachable', record);
  company.putFile(made.Id, bytes);
  return record;
}

/** Tells two uploads apart under one requestid. */
export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
