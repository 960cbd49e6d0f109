/** What members are called on the pages where splitting their wire name would not read well. */
const labels: Record<string, string> = {
  BillAddr: 'Billing address',
  ShipAddr: 'Shipping address',
  CompanyAddr: 'Address',
  CustomerCommunicationAddr: 'Address for customers',
  LegalAddr: 'Legal address',
  PrimaryAddr: 'Address',
  PrimaryEmailAddr: 'E-mail',
  Email: 'E-mail',
  PrimaryPhone: 'Phone',
  WebAddr: 'Website',
  TxnDate: 'Date',
  Line: 'Lines',
  LinkedTxn: 'Linked to',
  TotalAmt: 'Total',
  HomeTotalAmt: 'Total in home currency',
  HomeBalance: 'Balance in home currency',
  UnappliedAmt: 'Unapplied',
  VendorAddr: 'Vendor address',
  ShipFromAddr: 'Sent from',
  PaymentRefNum: 'Reference',
  PrivateNote: 'Private note',
  DocNumber: 'Number',
  APAccountRef: 'Payables account',
  DepositToAccountRef: 'Deposited to',
  TxnTaxDetail: 'Tax',
  SalesTermRef: 'Terms',
  ItemRef: 'Product or service',
  ParentRef: 'Part of',
  BillWithParent: 'Billed with parent',
  IsProject: 'Project',
  QtyOnHand: 'Quantity on hand',
  TrackQtyOnHand: 'Quantity tracked',
  InvStartDate: 'Stock counted since',
  UnitPrice: 'Sales price',
  PurchaseDesc: 'Purchase description',
  AcctNum: 'Account number',
  Vendor1099: '1099 vendor',
  TimeChargeId: 'Charge id',
  HasBeenInvoiced: 'Invoiced',
  SubAccount: 'Sub-account',
  CurrentBalance: 'Balance',
  CurrentBalanceWithSubAccounts: 'Balance with sub-accounts',
  CustomTxnNumbers: 'Custom transaction numbers',
  ClassTrackingPerTxn: 'Class on each transaction',
  ClassTrackingPerTxnLine: 'Class on each line',
  BookCloseDate: 'Books closed through',
  PurchaseCost: 'Cost',
  NameValue: 'Further settings',
};

/** Members a reader looks for first, in this order; the others follow as stored. */
const leading = [
  'CompanyName', 'LegalName', 'Title', 'GivenName', 'MiddleName', 'FamilyName', 'Suffix', 'PrimaryPhone', 'Mobile', 'Fax', 'PrimaryEmailAddr', 'WebAddr',
  'BillAddr', 'ShipAddr', 'ParentRef', 'Balance', 'BalanceWithJobs',
  'DocNumber', 'TxnDate', 'DueDate', 'NameOf', 'EmployeeRef', 'VendorRef', 'CustomerRef', 'ItemRef', 'ClassRef', 'BillableStatus', 'Hours', 'Minutes', 'StartTime', 'EndTime', 'HourlyRate', 'TotalAmt', 'UnappliedAmt', 'DepositToAccountRef', 'PaymentMethodRef',
  'Type', 'Description', 'UnitPrice', 'Taxable', 'IncomeAccountRef', 'AccountType', 'AccountSubType', 'Classification', 'CurrentBalance', 'CurrentBalanceWithSubAccounts',
];

/** A member's name in words: `PrimaryEmailAddr` is "E-mail", `DueNextMonthDays` "Due next month days". */
export function label(name: string): string {
  const known = labels[name];
  if (known !== undefined) return known;
  const words = name.replace(/(Ref|Prefs)$/, '').replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2');
  return words.charAt(0).toUpperCase() + words.slice(1).replace(/ [A-Z][a-z]/g, (word) => word.toLowerCase());
}

/** Puts what a reader looks for first in front. */
export function inReadingOrder<Entry extends readonly [name: string, value: unknown]>(entries: readonly Entry[]): Entry[] {
  const place = ([name]: Entry) => (leading.includes(name) ? leading.indexOf(name) : leading.length);
  return [...entries].sort((one, other) => place(one) - place(other));
}
