import type { EntityDefinition } from '../entities/define-entity.js';
import type { WireObject } from '../kernel/company.js';
import { businessFault } from '../protocol/fault.js';
import type { SalesLine } from './sales-document.js';
import { soldLines } from './sales-lines.js';

const mostLines = 10_000;
const mostOfTaxable = 750;

/**
 * Refuses more than 10,000 lines or links on a transaction other than a journal entry (Intuit, limits-and-throttles), and
 * more than 750 lines on an invoice with tax (Intuit, invoice page). The code is assumed.
 */
export function refuseTooManyLines({ name, kind }: EntityDefinition, { Line, LinkedTxn }: WireObject): void {
  if (kind !== 'document' || name === 'JournalEntry') return;
  const most = name === 'Invoice' && hasTax(Line) ? mostOfTaxable : mostLines;
  if (countOf(Line) > most || countOf(LinkedTxn) > mostLines) throw businessFault(`A transaction can have ${most} lines at most.`);
}

const countOf = (list: unknown): number => (Array.isArray(list) ? list.length : 0);

function hasTax(lines: unknown): boolean {
  return Array.isArray(lines) && soldLines(lines as SalesLine[]).some((line) => (line.SalesItemLineDetail?.TaxCodeRef?.value ?? 'NON') !== 'NON');
}
