import type { WireRecord } from '../kernel/company.js';

/** Terms every US company starts with (ids as recorded). Term 5 was made by hand and has no DiscountDays. */
export const usTerms: readonly WireRecord[] = [
  term('1', 'Due on receipt', 0),
  term('2', 'Net 15', 15),
  term('3', 'Net 30', 30),
  term('4', 'Net 60', 60),
];

/** "Net 10" of the sample company. */
export const netTen: WireRecord = { Id: '5', Name: 'Net 10', Active: true, Type: 'STANDARD', DueDays: 10 };

function term(id: string, name: string, days: number): WireRecord {
  return { Id: id, Name: name, Active: true, Type: 'STANDARD', DiscountPercent: 0, DueDays: days, DiscountDays: 0 };
}

/** Payment methods every US company starts with (ids as recorded, AB). */
export const usPaymentMethods: readonly WireRecord[] = [
  { Id: '1', Name: 'Cash', Active: true, Type: 'NON_CREDIT_CARD' },
  { Id: '2', Name: 'Check', Active: true, Type: 'NON_CREDIT_CARD' },
  { Id: '3', Name: 'Visa', Active: true, Type: 'CREDIT_CARD' },
  { Id: '4', Name: 'MasterCard', Active: true, Type: 'CREDIT_CARD' },
  { Id: '5', Name: 'Discover', Active: true, Type: 'CREDIT_CARD' },
];
