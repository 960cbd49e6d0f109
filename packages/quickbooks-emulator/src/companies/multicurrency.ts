import type { CompanyScenario } from '../kernel/company.js';
import { blankUs } from './blank-us.js';
import { played, settles, sold, spent } from './played.js';

const euro = { value: 'EUR' };
const dollar = { value: 'USD' };

/**
 * A US company that also works in euros and pounds: an invoice paid at a better rate than it was written at (exchange
 * gain), one in part, one in pounds still open, a bill in euros.
 */
export const multicurrency = (): CompanyScenario =>
  played(blankUs('Harbor Street Consulting', '9341450000000046', { multiCurrency: true, salesTax: false }), '2026-04-07T10:00:00-07:00', (play) => {
    for (const Code of ['EUR', 'GBP']) play('CompanyCurrency', { Code });
    for (const [SourceCurrencyCode, AsOfDate, Rate] of [['EUR', '2026-03-01', 1.08], ['EUR', '2026-04-01', 1.12], ['GBP', '2026-03-01', 1.27]] as const) {
      play('ExchangeRate', { SourceCurrencyCode, AsOfDate, Rate });
    }
    const lyon = play('Customer', { DisplayName: 'Atelier Lumière SARL', CompanyName: 'Atelier Lumière SARL', CurrencyRef: euro });
    const leeds = play('Customer', { DisplayName: 'Aire Valley Textiles', CompanyName: 'Aire Valley Textiles', CurrencyRef: { value: 'GBP' } });
    const home = play('Customer', { DisplayName: 'Cascade Outfitters', CompanyName: 'Cascade Outfitters' });
    const studio = play('Vendor', { DisplayName: 'Studio Brandt GmbH', CurrencyRef: euro });
    const paid = play('Invoice', { CustomerRef: { value: lyon }, CurrencyRef: euro, TxnDate: '2026-03-10', Line: sold(['2', 10, 100]) });
    const partly = play('Invoice', { CustomerRef: { value: lyon }, CurrencyRef: euro, TxnDate: '2026-03-20', Line: sold(['2', 5, 100]) });
    play('Invoice', { CustomerRef: { value: leeds }, CurrencyRef: { value: 'GBP' }, TxnDate: '2026-03-22', Line: sold(['2', 8, 90]) });
    play('Invoice', { CustomerRef: { value: home }, CurrencyRef: dollar, TxnDate: '2026-03-23', Line: sold(['2', 3, 120]) });
    play('Payment', { CustomerRef: { value: lyon }, CurrencyRef: euro, TxnDate: '2026-04-02', TotalAmt: 1200, DepositToAccountRef: { value: '35' }, Line: [settles('Invoice', paid, 1000), settles('Invoice', partly, 200)] });
    play('Bill', { VendorRef: { value: studio }, CurrencyRef: euro, TxnDate: '2026-04-03', Line: spent('58', 640) });
  });
