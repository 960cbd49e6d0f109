import type { WireRef } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { businessFault } from '../protocol/fault.js';
import type { LinkedTxn, SalesLine } from './sales-document.js';

/** A sales document, as far as it bills time, expenses or estimates. */
export type Billing = { Id?: string; LinkedTxn?: LinkedTxn[]; Line?: SalesLine[]; CustomerRef?: WireRef };

/** What an invoice may link by itself; payments link from their side (Intuit, manage-linked-transactions; charges by Intuit's sample for reimbursed charges). */
export const billable = ['TimeActivity', 'ReimburseCharge', 'Estimate'] as const;

export type Billable = (typeof billable)[number];

/** Ids of what a document bills of one kind, from its header and its lines. */
export function billedBy(document: Billing | undefined, kind: Billable): Set<string> {
  const links = [...(document?.LinkedTxn ?? []), ...(document?.Line ?? []).flatMap((line) => line.LinkedTxn ?? [])];
  return new Set(links.filter((link) => link.TxnType === kind).map((link) => link.TxnId));
}

/** What a write took up and let go of one kind. */
export function movedLinks(before: Billing | undefined, after: Billing | undefined, kind: Billable): { taken: string[]; left: string[] } {
  const was = billedBy(before, kind);
  const is = billedBy(after, kind);
  return { taken: [...is].filter((id) => !was.has(id)), left: [...was].filter((id) => !is.has(id)) };
}

/** Each thing is billed once, and to its own customer only (text recorded, intuit/QuickBooks-V3-PHP-SDK#365). */
export function requireUnbilled(company: CompanyState, document: Billing, before: Billing | undefined): void {
  for (const kind of billable) {
    for (const id of movedLinks(before, document, kind).taken) {
      const record = company.get<Unbilled>(kind, id);
      if (!record || !isOpen[kind](record) || record.CustomerRef?.value !== document.CustomerRef?.value) {
        throw businessFault("You've attempted to invoice for a charge, credit, billable expense, time, or estimate that does not exist or has already been invoiced.");
      }
    }
  }
}

type Unbilled = { CustomerRef?: WireRef; BillableStatus?: string; HasBeenInvoiced?: boolean; TxnStatus?: string };

const isOpen: Record<Billable, (record: Unbilled) => boolean> = {
  TimeActivity: ({ BillableStatus }) => BillableStatus === 'Billable',
  ReimburseCharge: ({ HasBeenInvoiced }) => HasBeenInvoiced !== true,
  Estimate: ({ TxnStatus }) => TxnStatus !== 'Closed',
};
