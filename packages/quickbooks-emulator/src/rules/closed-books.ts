import type { CompanyState } from '../kernel/company-state.js';
import { fault } from '../protocol/fault.js';
import { rulesOf } from './preferences.js';

/**
 * Nothing dated on or before the closing date may be written over the API: neither the old nor the new date of a
 * document (Intuit, common-errors 6200; recorded text). A person in QuickBooks may, after a warning.
 */
export function refuseClosedPeriod(company: CompanyState, byPerson: boolean, ...dates: (string | undefined)[]): void {
  const closing = rulesOf(company).bookCloseDate;
  if (!closing || byPerson) return;
  if (dates.some((date) => date !== undefined && date <= closing)) {
    throw fault(
      '6200',
      'The account period has closed and the account books cannot be updated through through the QBO Services API. Please use the QBO website to make these changes.',
      '',
    );
  }
}
