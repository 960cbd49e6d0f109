import type { Change } from '../entities/define-entity.js';
import { fault } from '../protocol/fault.js';
import { rulesOf } from './preferences.js';
import type { SalesDocument } from './sales-document.js';

/** One sequence for all sales documents (recorded: 1001-1037 interleaved, NG and AB). */
export const salesNumbers = 'SalesDocNumber';

/**
 * The document's number: sent ones are stored as sent; none sent takes the next of the sequence, unless the company
 * numbers by hand, then it stays empty; AutoDocNumber or "AUTO_GENERATE" force the sequence (XSD). Updates keep it.
 * A number in use is 6140 when the company numbers by hand and warns about duplicates (Intuit, common-errors).
 */
export function settleDocNumber(draft: SalesDocument, { company, before, sent, include }: Change<SalesDocument>): void {
  const rules = rulesOf(company);
  draft.DocNumber ??= before?.DocNumber;
  const isForced = draft.AutoDocNumber === true || draft.DocNumber === 'AUTO_GENERATE';
  if (isForced || (draft.DocNumber === undefined && !rules.customTxnNumbers && !before)) {
    draft.DocNumber = company.nextId(salesNumbers);
  }
  delete draft.AutoDocNumber;
  const isNew = sent.DocNumber !== undefined && sent.DocNumber !== before?.DocNumber;
  if (!isNew || !rules.customTxnNumbers || !rules.warnDuplicateDocNumber || include.has('allowduplicatedocnum')) return;
  const twin = company.table('Invoice').idsByKey(draft.DocNumber!).find((id) => id !== before?.Id);
  if (twin === undefined) return;
  throw fault(
    '6140',
    `Duplicate Document Number Error : You must specify a different number. This number has already been used. DocNumber=${draft.DocNumber} is assigned to TxnType=Invoice with TxnId=${twin}`,
    '',
  );
}
