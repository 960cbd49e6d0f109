import type { StoredTerm } from '../entities/term.js';
import { addDays } from '../kernel/clock.js';
import type { CompanyState } from '../kernel/company-state.js';

/**
 * Due date of a document by its term: STANDARD adds days; DATE_DRIVEN is a day of the month, of the following month
 * when fewer than DueNextMonthDays days remain (Intuit, term page).
 */
export function dueDateBy(company: CompanyState, termId: string | undefined, txnDate: string): string {
  const term = termId === undefined ? undefined : company.get<StoredTerm>('Term', termId);
  if (!term) return txnDate;
  if (term.DueDays !== undefined) return addDays(txnDate, term.DueDays);
  const [year, month] = txnDate.split('-').map(Number) as [number, number];
  const thisMonth = dayOfMonth(year, month, term.DayOfMonthDue ?? 1);
  const days = (Date.parse(thisMonth) - Date.parse(txnDate)) / 86_400_000;
  return days < 0 || days < (term.DueNextMonthDays ?? 0) ? dayOfMonth(year, month + 1, term.DayOfMonthDue ?? 1) : thisMonth;
}

/** The day, or the month's last when it is shorter. */
function dayOfMonth(year: number, month: number, day: number): string {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1, Math.min(day, last))).toISOString().slice(0, 10);
}
