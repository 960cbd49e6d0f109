import { always, arms } from './define-fault.js';
import type { NamedFault } from './named-faults.js';

const closedText =
  'Stale Object Error : Account Period Closed, Cannot Update Through Services API : The account period has closed and the account books cannot be updated through through the QBO Services API.';

/** Records that changed meanwhile, settings that differ, rules that bite: what goes wrong with a record. */
export const dataFaults: readonly NamedFault[] = [
  arms('stale-token', 'Somebody else saves the record first.', { operation: 'update' }, { staleToken: true }),
  arms('inactive', 'The customer, or the list record itself, was made inactive.', {}, { deactivate: true }),
  arms('deleted', 'Somebody else deletes the record first.', { operation: 'update' }, { deleteTarget: true }),
  arms('merge', "The request's customer was merged into another.", {}, { mergeCustomer: true }),
  arms('void', 'Somebody else voids the document first.', { operation: 'update' }, { voidTarget: true }),
  arms('void-with-payment', 'A void is refused because of a payment.', { operation: 'void' }, { fault: { code: '6000', detail: 'Business Validation Error: This transaction is linked to a payment and cannot be voided.' } }),
  arms('delete-refused', 'A delete is refused.', { operation: 'delete' }, { fault: { code: '6540', detail: 'This transaction has been deposited. If you want to change or delete it, you must edit the deposit it appears on and remove it first.' } }),
  arms('name-collision-customer', 'Another customer takes the name first.', { entity: 'Customer', operation: 'create' }, { nameTakenBy: 'Customer' }),
  arms('name-collision-vendor', 'A vendor takes the name first.', { entity: 'Customer', operation: 'create' }, { nameTakenBy: 'Vendor' }),
  arms('name-collision-employee', 'An employee takes the name first.', { entity: 'Customer', operation: 'create' }, { nameTakenBy: 'Employee' }),
  arms('period-closed', 'Closed books told with the code of a stale object.', { operation: 'update' }, { fault: { code: '5010', detail: closedText } }),
  arms('books-closed', 'The books are closed up to today.', {}, { booksClosed: true }),
  arms('sub-expired', "The company's subscription ends; reads go on.", {}, { subscriptionExpired: true }),
  arms('dup-docnum', 'The company numbers by hand and warns about numbers in use.', {}, { preferences: { SalesFormsPrefs: { CustomTxnNumbers: true } } }),
  arms('multicurrency', 'The company switches several currencies on.', {}, { preferences: { CurrencyPrefs: { MultiCurrencyEnabled: true } } }),
  arms('edition-downgrade', 'The company loses class tracking.', {}, { preferences: { AccountingInfoPrefs: { ClassTrackingPerTxn: false, ClassTrackingPerTxnLine: false } } }),
  arms('company-tz', "The company's time zone is Auckland's, a day ahead of most.", {}, { companyInfo: { DefaultTimeZone: 'Pacific/Auckland' } }),
  always('dst', 'Times carry the offset of their moment: advance the clock over a night in March or November.'),
  arms('silent-change', 'QuickBooks stores another description than was sent; another note of what has no description.', { operation: 'create' }, { silentChange: { Description: 'Changed by QuickBooks', PrivateNote: 'Changed by QuickBooks', Notes: 'Changed by QuickBooks' } }),
  arms('tax-rounding', 'The tax of an invoice comes out a cent higher.', { entity: 'Invoice', operation: 'create' }, { taxOffCents: 1 }),
  arms('mojibake', 'Letters beyond ASCII arrive damaged.', {}, { mojibake: true }),
  arms('unknown-fields', 'Answers carry a member nobody knows.', {}, { unknownFields: true }),
  arms('poison-record', "One stored e-mail address makes every query for its page fail (4002).", { entity: 'Invoice', operation: 'query' }, { poison: true }),
  arms('mutate-while-paging', 'A row moves to another page between two pages.', { operation: 'query' }, { touchAfter: true }),
  always('bump-on-payment', "A payment moves its invoice's SyncToken."),
  always('full-update-clears', 'An update without "sparse" clears what was not sent.'),
  arms('require-2020', 'An update is asked for members it left out, a sparse one too: PaymentType of a Purchase, VendorRef of a Bill, Line and CustomerRef of an Invoice.', { operation: 'update' }, { requireMembers: true }, 0),
  always('limits', 'Texts beyond their length and characters names may not have are refused.'),
  always('strict-lexer', "An apostrophe in a query's text is written \\'; everything else is a parse error."),
  always('active-filter', 'Inactive list records are left out of queries unless the WHERE names Active; Active = true leaves out the tax codes TAX and NON too.'),
  always('cdc-30d', 'Changes older than 30 days cannot be asked for.'),
  always('cdc-1000', 'At most 1,000 changed objects, without a sign of more.'),
  always('cdc-unsupported', 'TimeActivity, TaxAgency, TaxCode and TaxRate have no change feed.'),
  always('minor-versions', 'minorversion is accepted and ignored: every call is answered as 75.'),
];
