import type { Change } from '../entities/define-entity.js';
import { type QuickBooksFault, fault } from '../protocol/fault.js';
import { rulesOf } from './preferences.js';
import type { SalesDocument } from './sales-document.js';

/** One sequence for all sales documents (recorded: 1001-1037 interleaved, NG and AB). */
export const salesNumbers = 'SalesDocNumber';

/** Estimates have a sequence of their own (recorded: estimates of 2026 start at 1001 again). */
export const estimateNumbers = 'EstimateDocNumber';

export const salesEntities = ['Invoice', 'SalesReceipt', 'CreditMemo', 'RefundReceipt'] as const;

/**
 * The document's number: sent ones are stored as sent; none sent takes the next of the sequence, unless the company
 * numbers by hand, then it stays empty; AutoDocNumber or "AUTO_GENERATE" force the sequence (XSD). Updates keep it.
 * A number in use is 6140 when the company numbers by hand and warns about duplicates (Intuit, common-errors).
 */
export function settleDocNumber(draft: SalesDocument, { company, before, sent, include }: Change<SalesDocument>, sequence = salesNumbers): void {
  const rules = rulesOf(company);
  draft.DocNumber ??= before?.DocNumber;
  const isForced = draft.AutoDocNumber === true || draft.DocNumber === 'AUTO_GENERATE';
  if (isForced || (draft.DocNumber === undefined && !rules.customTxnNumbers && !before)) {
    draft.DocNumber = company.nextId(sequence);
  }
  delete draft.AutoDocNumber;
  const isNew = sent.DocNumber !== undefined && sent.DocNumber !== before?.DocNumber;
  if (!isNew || !rules.customTxnNumbers || !rules.warnDuplicateDocNumber || include.has('allowduplicatedocnum')) return;
  if (sequence !== salesNumbers) return;
  for (const entity of salesEntities) {
    const twin = company.table(entity).idsByKey(draft.DocNumber!).find((id) => id !== before?.Id);
    if (twin !== undefined) throw duplicateNumber(draft.DocNumber!, entity, twin);
  }
}

/** 6140 in its longer form, which names the twin (Intuit, common-errors). */
export function duplicateNumber(number: string, entity: string, id: string): QuickBooksFault {
  return fault(
    '6140',
    `Duplicate Document Number Error : You must specify a different number. This number has already been used. DocNumber=${number} is assigned to TxnType=${entity} with TxnId=${id}`,
    '',
  );
}
