import { setTimeout as sleep } from 'node:timers/promises';
import { findDefinition } from '../entities/registry.js';
import type { FaultThen } from '../faults/fault-rule.js';
import { requireMembers } from '../faults/required-members.js';
import type { WireObject } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import type { World } from '../kernel/world.js';
import { asOf2020 } from './answers-of-2020.js';
import { readBatch, runBatch } from './batch.js';
import type { ApiCall } from './call.js';
import { changesSince } from './cdc.js';
import { withDownloads, temporaryAddress } from './documents/temporary-address.js';
import { isPrintable } from './documents/printable.js';
import { printPdf } from './documents/print-pdf.js';
import { createTaxCode } from './documents/tax-service.js';
import { type UploadedFile, digestOf, readUpload, storeUpload } from './documents/upload.js';
import { runReport } from '../reports/index.js';
import { parseJson, runCall } from './entity-routes.js';
import { type Answer, type ServiceAnswer, refusalAnswer, success } from './envelope.js';
import { QuickBooksFault, fault, notFound, throttled, unsupported } from './fault.js';
import { readRecord } from './operations.js';
import { priceClasses } from './price-class.js';
import { replayed, requireRequestId } from './request-id.js';
import type { Admission } from './throttle.js';
import { requireUtf8 } from './utf-8.js';
import { reportXml } from './xml/report-xml.js';

/** One request on its way through: what it asks, who asks, when it began, and what was found out for the journal. */
export type Exchange = {
  world: World;
  call: ApiCall;
  bytes: Uint8Array<ArrayBuffer>;
  bearer: string | undefined;
  startedAt: number;
  /** Time zone of the company, or the data centre's where there is no such company. */
  zone: string;
  found: { items?: number; isReplay?: boolean };
};

/** Measured shape of ux-api-perf.md 4.1: milliseconds per call and per batch item. */
const publishedLatency = { call: 300, batchItem: 120 } as const;

/** Lets a request in by token, company, limits and plan, and answers it; refusals are answers too. */
export async function answerExchange(exchange: Exchange, then: FaultThen): Promise<Answer> {
  const { world, call, startedAt, zone } = exchange;
  try {
    const { company, clientId } = authorize(exchange);
    refuseExhaustedPlan(world, call, then);
    const admission = { realmId: company.realmId, clientId, kind: kindOf(call) };
    if (!world.throttle.admit(admission)) {
      world.meterBook.count(company.realmId, ['throttled']);
      throw throttled();
    }
    try {
      requireUtf8(exchange.bytes, call.contentType ?? '');
      if (call.unreadable) throw call.unreadable;
      if (then.requireMembers) requireMembers(call);
      const answer = asAnsweredThen(company, await execute(exchange, company, then));
      world.meterBook.count(company.realmId, answer.status === 200 ? priceClasses(call) : []);
      return answer;
    } finally {
      world.throttle.release(admission);
    }
  } catch (error) {
    if (error instanceof QuickBooksFault) return refusalAnswer(error, startedAt, zone);
    // A defect of ours is told as QuickBooks tells its own failures, never with a stack; the machine's log has it.
    world.onDefect(error);
    return refusalAnswer(fault('10000', 'System Failure Error: An unexpected error occurred while accessing or saving your data.'), startedAt, zone);
  }
}

/** As companies answer today, or answered in 2020 (setting `answersLike`). */
function asAnsweredThen(company: CompanyState, answer: Answer): Answer {
  if (company.settings.answersLike === '2026' || typeof answer.body === 'string' || answer.body instanceof Uint8Array) return answer;
  return { ...answer, body: asOf2020(company, answer.body) };
}

/** Bearer first (401, code 3200), then whether it belongs to this company (403, code 3100). The 401 echoes the token (recorded). */
function authorize({ world, call, bearer }: Exchange): { company: CompanyState; clientId: string } {
  if (!bearer || bearer.length < 10) throw fault('3200', 'Malformed bearer token: too short or too long');
  const grant = world.grants.findByAccess(bearer);
  if (!grant) throw fault('3200', `Token expired: ${bearer}`);
  const company = world.find(call.realmId);
  const mayUse = grant.scope.split(' ').includes('com.intuit.quickbooks.accounting');
  if (!company || grant.realmId !== call.realmId || !mayUse) throw fault('3100', '');
  return { company, clientId: grant.clientId };
}

/** What the limits take a call for. */
function kindOf({ operation }: ApiCall): Admission['kind'] {
  if (operation === 'batch' || operation === 'report' || operation === 'send') return operation;
  return 'call';
}

/** Metered calls beyond the plan are blocked (Intuit, limits-and-throttles and blog of January 2026; the text is assumed). */
function refuseExhaustedPlan(world: World, call: ApiCall, then: FaultThen): void {
  if (!priceClasses(call).includes('corePlus')) return;
  const { corePlusQuota } = world.settings;
  const isUsedUp = corePlusQuota !== null && world.meterBook.total('corePlus') >= corePlusQuota;
  if (then.quota || isUsedUp) throw fault('3001', 'The monthly limit of CorePlus API calls of your plan was reached.');
}

async function execute(exchange: Exchange, company: CompanyState, then: FaultThen): Promise<Answer> {
  const { world, call, startedAt, found } = exchange;
  const items = call.operation === 'batch' ? readBatch(call.body) : undefined;
  if (items) found.items = items.length;
  if (world.latency === 'published') await sleep(publishedLatency.call + publishedLatency.batchItem * (items?.length ?? 0));
  if (call.operation === 'report') return reportAnswer(company, call);
  if (call.operation === 'pdf') return printedAnswer(company, call);
  if (call.operation === 'download') return downloadAnswer(world, company, call);
  const files = call.operation === 'upload' ? readUpload(exchange.bytes, call.contentType ?? '') : undefined;
  const requestId = then.ignoreRequestId ? undefined : call.params.get('requestid') || undefined;
  if (items) return success(runBatch(company, items, requestId, then.partialBatch), startedAt, company.zone);
  requireRequestId(requestId, 50);
  const run = () => answerOnce(company, call, startedAt, files);
  const isWrite = call.method === 'POST' && call.operation !== 'query';
  if (requestId === undefined || !isWrite) return withLinks(exchange, run());
  const reply = replayed(company, requestId, wordingOf(exchange), run);
  if (reply.isReplay) found.isReplay = true;
  return withLinks(exchange, { status: reply.status, body: reply.body });
}

/** Download links are made anew for every answer. */
function withLinks({ world, call }: Exchange, answer: ServiceAnswer): ServiceAnswer {
  if (call.entity !== 'Attachable' || answer.status !== 200) return answer;
  return { ...answer, body: withDownloads(world, call.realmId, answer.body) as WireObject };
}

/** A report, without the envelope of records (Intuit, run-reports). */
function reportAnswer(company: CompanyState, call: ApiCall): Answer {
  if (call.method !== 'GET' || call.segments.length !== 2) throw unsupported(call.segments.join('/'));
  const report = runReport(company, call.segments[1]!, call.params);
  return { status: 200, body: report as unknown as WireObject, writeXml: () => reportXml(report) };
}

/** A document as PDF (Intuit, entity pages). */
async function printedAnswer(company: CompanyState, call: ApiCall): Promise<Answer> {
  const definition = findDefinition(call.segments[0]!)!;
  if (call.method !== 'GET' || !isPrintable(definition.name) || call.segments.length > 3) throw unsupported('pdf');
  const record = readRecord(company, definition, call.id!);
  return { status: 200, body: await printPdf(company, definition.name, record), contentType: 'application/pdf' };
}

/** The address of a file, as text. */
function downloadAnswer(world: World, company: CompanyState, call: ApiCall): Answer {
  if (call.method !== 'GET' || call.id === undefined) throw unsupported('download');
  const { Id } = readRecord(company, company.definition('Attachable'), call.id);
  if (!company.files.has(Id)) throw notFound();
  return { status: 200, body: temporaryAddress(world, company.realmId, Id), contentType: 'text/plain' };
}

/** Runs the call, all of it or nothing; refusals become answers here, so that they can be replayed. */
function answerOnce(company: CompanyState, call: ApiCall, startedAt: number, files: UploadedFile[] | undefined): ServiceAnswer {
  try {
    return company.attempt(() => {
      if (call.operation === 'taxservice') return { status: 200, body: runTaxService(company, call) };
      return success(files ? storeUpload(company, files) : runEndpoint(company, call), startedAt, company.zone);
    });
  } catch (error) {
    if (error instanceof QuickBooksFault) return refusalAnswer(error, startedAt, company.zone);
    throw error;
  }
}

/** Answered without an envelope (Intuit, taxservice page). */
function runTaxService(company: CompanyState, call: ApiCall): WireObject {
  if (call.method !== 'POST' || call.segments[1]?.toLowerCase() !== 'taxcode') throw unsupported(call.segments.join('/'));
  return createTaxCode(company, parseJson(call.body));
}

function runEndpoint(company: CompanyState, call: ApiCall): WireObject {
  if (call.operation !== 'cdc') return runCall(company, call);
  if (call.method !== 'GET') throw unsupported('cdc');
  return { CDCResponse: changesSince(company, call.params.get('entities') ?? '', call.params.get('changedSince') ?? '') };
}

/** Everything that makes two requests the same one. */
function wordingOf({ call, bytes }: Exchange): string {
  const params = new URLSearchParams(call.params);
  params.delete('requestid');
  params.sort();
  return `${call.method} ${call.path}?${params} ${call.operation === 'upload' ? digestOf(bytes) : call.body}`;
}

