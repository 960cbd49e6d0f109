import type { WireRecord } from '../kernel/company.js';
import { number, text } from './format.js';

export type InvoiceStatus = 'Voided' | 'Paid' | 'Partially paid' | 'Overdue' | 'Open';

/**
 * What QuickBooks' own list would call an invoice. No field says it: a void leaves zero amounts and a note that begins
 * with "Voided" (recorded 2022), the rest follows from open amount and due date.
 * @param today calendar date in the company's time zone
 */
export function invoiceStatus(invoice: WireRecord, today: string): InvoiceStatus {
  const total = number(invoice['TotalAmt']);
  const open = number(invoice['Balance']);
  if (total === 0 && open === 0 && text(invoice['PrivateNote']).startsWith('Voided')) return 'Voided';
  if (open === 0) return 'Paid';
  if (text(invoice['DueDate']) < today) return 'Overdue';
  return open < total ? 'Partially paid' : 'Open';
}

/** Calendar date of a moment in a time zone; UTC when the zone is not known here. */
export function calendarDay(moment: string, timeZone: string): string {
  const parts = (zone: string) => new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(new Date(moment));
  try {
    return parts(timeZone);
  } catch {
    return parts('UTC');
  }
}
