import { describe, expect, test } from 'vitest';
import type { CompanyScenario, WireObject } from '../kernel/company.js';
import { connected, errorOf, invoiceOf } from '../testing/client.js';
import { smallCompany } from '../testing/small-company.js';

/** The small company moved to the United Kingdom: 20 % and 5 % VAT as line codes. */
function ukCompany(): CompanyScenario {
  const base = smallCompany({ CurrencyPrefs: { MultiCurrencyEnabled: false, HomeCurrency: { value: 'GBP' } } });
  const code = (id: string, name: string, rate: string) => ({ Id: id, Name: name, Taxable: true, TaxGroup: true, SalesTaxRateList: { TaxRateDetail: [{ TaxRateRef: { value: rate }, TaxOrder: 0 }] } });
  return {
    ...base,
    region: 'GB',
    records: {
      ...base.records,
      TaxRate: [
        { Id: '10', Name: '20% S', RateValue: 20 },
        { Id: '11', Name: '5% R', RateValue: 5 },
      ],
      TaxCode: [code('6', '20.0% S', '10'), code('7', '5.0% R', '11')],
    },
  };
}

const uk = () => connected({ companies: [ukCompany()] });

describe('tax outside the US', () => {
  test('excluded: each line\'s code, rounded per rate over its lines', async () => {
    const lines = [{ amount: 33.33, tax: '6' }, { amount: 33.33, tax: '6' }, { amount: 10, tax: '7' }];
    const { Invoice } = (await uk().post('invoice', invoiceOf('1', lines))).body;
    expect(Invoice).toMatchObject({ GlobalTaxCalculation: 'TaxExcluded', TotalAmt: 90.49, CurrencyRef: { value: 'GBP', name: 'British Pound Sterling' } });
    expect(Invoice.TxnTaxDetail.TxnTaxCodeRef).toBeUndefined();
    expect(Invoice.TxnTaxDetail.TaxLine.map((line: { Amount: number }) => line.Amount)).toEqual([13.33, 0.5]);
  });

  test('inclusive: lines come back net and the total is what was sent', async () => {
    const { post } = uk();
    const sent = { ...invoiceOf('1', [{ amount: 12, qty: 1, rate: 12, tax: '6' }, { amount: 9.99, tax: '6' }]), GlobalTaxCalculation: 'TaxInclusive' };
    const { Invoice } = (await post('invoice', sent)).body;
    expect(Invoice.Line.map((line: { Amount: number }) => line.Amount)).toEqual([10, 8.33, 18.33]);
    expect(Invoice).toMatchObject({ TotalAmt: 21.99, TxnTaxDetail: { TotalTax: 3.66 } });
    const again = (await post('invoice', { Id: '1', SyncToken: '0', sparse: true, Line: Invoice.Line, PrivateNote: 'same lines' })).body.Invoice;
    expect(again).toMatchObject({ TotalAmt: 21.99, TxnTaxDetail: { TotalTax: 3.66 } });
  });

  test('a line without a code, and tax details where none apply, are refused', async () => {
    const { post } = uk();
    expect(errorOf(await post('invoice', invoiceOf('1', [{ amount: 1 }])))).toMatchObject({ code: '6000', Detail: expect.stringContaining('VAT rate before you save') });
    const none = { ...invoiceOf('1', [{ amount: 1, tax: '6' }]), GlobalTaxCalculation: 'NotApplicable', TxnTaxDetail: { TotalTax: 1 } };
    expect(errorOf(await post('invoice', none)).code).toBe('6170');
  });
});

describe('tax that was set by hand', () => {
  const overridden = { ...invoiceOf('1', [{ amount: 100, tax: 'TAX' }]), TxnTaxDetail: { TxnTaxCodeRef: { value: '5' }, TotalTax: 5 } } as WireObject;

  test('is kept and spread over the rates', async () => {
    const { Invoice } = (await connected().post('invoice', overridden)).body;
    expect(Invoice.TotalAmt).toBe(105);
    expect(Invoice.TxnTaxDetail.TaxLine.map((line: { Amount: number }) => line.Amount)).toEqual([4.32, 0.68]);
  });

  test('survives an update that sends no amounts', async () => {
    const { post } = connected();
    await post('invoice', overridden);
    const { Invoice } = (await post('invoice', { Id: '1', SyncToken: '0', sparse: true, PrivateNote: 'paid soon' })).body;
    expect(Invoice).toMatchObject({ TotalAmt: 105, Balance: 105, TxnTaxDetail: { TotalTax: 5 } });
  });
});
