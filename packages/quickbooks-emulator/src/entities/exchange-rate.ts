import { any, date, decimal, text } from '../kernel/elements.js';
import { fault, missing } from '../protocol/fault.js';
import { currencyRef } from '../rules/currency.js';
import { rulesOf } from '../rules/preferences.js';
import { type Change, defineEntity, inOrderOf } from './define-entity.js';
import { intuitAttributes, intuitEntity } from './shapes.js';

type StoredRate = { Id?: string; SourceCurrencyCode?: string; TargetCurrencyCode?: string; Rate?: number; AsOfDate?: string };

/**
 * ExchangeRate: home currency for one unit of a foreign one from a day on. Addressed by currency and day, not by Id: a
 * POST for a known pair changes it (Intuit, exchangerate page).
 */
export const exchangeRate = defineEntity<StoredRate>({
  name: 'ExchangeRate',
  kind: 'single',
  idSpace: 'ExchangeRate',
  operations: ['create', 'update', 'read', 'query'],
  elements: {
    ...intuitEntity,
    SourceCurrencyCode: text(3),
    TargetCurrencyCode: text(3, { readOnly: true }),
    Rate: decimal({ range: [0, 99_999_999_999] }),
    AsOfDate: date(),
    ExchangeRateEx: any(),
    ...intuitAttributes,
  },
  queryable: ['SourceCurrencyCode', 'AsOfDate'],
  inChangeData: true,
  compare: inOrderOf('AsOfDate'),
  keyOf: (record) => record.SourceCurrencyCode,
  identify(sent, company) {
    const day = sent.AsOfDate ?? company.today();
    return company.table('ExchangeRate').idsByKey(sent.SourceCurrencyCode ?? '').find((id) => company.get<StoredRate>('ExchangeRate', id)!.AsOfDate === day);
  },
  /** The last rate on or before the day, today's where none is named (assumed). */
  findRead(sent, company) {
    const day = sent.AsOfDate ?? company.today();
    const rates = company.table('ExchangeRate').idsByKey(sent.SourceCurrencyCode ?? '').map((id) => company.get<StoredRate>('ExchangeRate', id)!);
    return rates.filter(({ AsOfDate = '' }) => AsOfDate <= day).toSorted((one, other) => ((one.AsOfDate ?? '') < (other.AsOfDate ?? '') ? 1 : -1))[0]?.Id;
  },
  settle(draft: StoredRate, { company, before }: Change<StoredRate>) {
    const rules = rulesOf(company);
    if (!rules.multiCurrency) throw fault('5030', 'Feature Not Supported Error : multicurrency is not enabled', '');
    draft.SourceCurrencyCode ??= before?.SourceCurrencyCode;
    if (!draft.SourceCurrencyCode) throw missing('SourceCurrencyCode');
    currencyRef(company, draft.SourceCurrencyCode);
    if (draft.Rate === undefined) throw missing('Rate');
    draft.TargetCurrencyCode = rules.homeCurrency.value;
    draft.AsOfDate ??= before?.AsOfDate ?? company.today();
  },
});
