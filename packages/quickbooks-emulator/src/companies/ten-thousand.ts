import type { CompanyScenario, WireRecord } from '../kernel/company.js';
import { blankUs } from './blank-us.js';
import { homeCurrency, metaData } from './wire.js';

const customers = 10_000;
const written = metaData('2026-03-31T14:42:05-07:00');
const streets = ['Alder', 'Birch', 'Cedar', 'Dogwood', 'Elm', 'Fir', 'Grove', 'Hazel'];

/** A company of 10,000 customers, every tenth with an open invoice: for paging, change data and memory. */
export function tenThousand(): CompanyScenario {
  const base = blankUs('Ten Thousand Customers', '9341450000000047');
  const { Account, Item } = base.records;
  const income = { value: '1', name: Account!.find(({ Id }) => Id === '1')!['Name'] as string };
  const hours = { value: '2', name: Item!.find(({ Id }) => Id === '2')!['Name'] as string };
  const numbers = Array.from({ length: customers }, (_, index) => index + 1);
  return {
    ...base,
    records: {
      ...base.records,
      // Not stated: the sum of the invoices.
      Account: Account!.map(({ CurrentBalance: _own, CurrentBalanceWithSubAccounts: _all, ...account }) => account as WireRecord),
      Customer: numbers.map(customerOf),
      Invoice: numbers.filter((number) => number % 10 === 0).map((number) => invoiceOf(number, hours, income)),
    },
  };
}

const nameOf = (number: number): string => `Client ${String(number).padStart(5, '0')}`;
const isOwing = (number: number): boolean => number % 10 === 0;
const feeOf = (number: number): number => 100 + (number % 400);

function customerOf(number: number): WireRecord {
  const name = nameOf(number);
  const balance = isOwing(number) ? feeOf(number) : 0;
  const street = `${100 + (number % 900)} ${streets[number % streets.length]!} Street`;
  return {
    Id: String(number),
    MetaData: written,
    Taxable: false,
    BillAddr: { Id: String(number + 10), Line1: street, City: 'Oakland', CountrySubDivisionCode: 'CA', PostalCode: '94607', Lat: 'INVALID', Long: 'INVALID' },
    Job: false,
    BillWithParent: false,
    Balance: balance,
    BalanceWithJobs: balance,
    CurrencyRef: homeCurrency,
    PreferredDeliveryMethod: 'Print',
    IsProject: false,
    FullyQualifiedName: name,
    DisplayName: name,
    PrintOnCheckName: name,
    Active: true,
    PrimaryEmailAddr: { Address: `client.${number}@many.example` },
    DefaultTaxCodeRef: { value: '2' },
  };
}

function invoiceOf(number: number, item: { value: string; name: string }, income: { value: string; name: string }): WireRecord {
  const amount = feeOf(number);
  return {
    Id: String(number),
    MetaData: { ...written, LastModifiedByRef: { value: '9341450000000099' } },
    AllowIPNPayment: false,
    AllowOnlinePayment: false,
    AllowOnlineCreditCardPayment: false,
    AllowOnlineACHPayment: false,
    CustomField: [],
    DocNumber: String(1000 + number / 10),
    TxnDate: '2026-03-31',
    CurrencyRef: homeCurrency,
    LinkedTxn: [],
    Line: [
      { Id: '1', LineNum: 1, Amount: amount, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: item, ItemAccountRef: income, TaxCodeRef: { value: 'NON' } }, CustomExtensions: [] },
      { Amount: amount, DetailType: 'SubTotalLineDetail', SubTotalLineDetail: {} },
    ],
    TxnTaxDetail: { TotalTax: 0 },
    CustomerRef: { value: String(number), name: nameOf(number) },
    FreeFormAddress: true,
    DueDate: '2026-04-30',
    TotalAmt: amount,
    ApplyTaxAfterDiscount: false,
    PrintStatus: 'NeedToPrint',
    EmailStatus: 'NotSet',
    BillAddr: { Id: String(number + 10), Line1: nameOf(number) },
    Balance: amount,
  };
}
