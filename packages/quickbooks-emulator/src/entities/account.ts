import type { Region, WireObject, WireRecord, WireRef } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { any, date, decimal, flag, list, ref, text } from '../kernel/elements.js';
import { hundredthsOf } from '../kernel/money.js';
import { openingEntry, openingKey } from '../ledger/opening.js';
import { raise, replaceEntry } from '../ledger/restate.js';
import { businessFault, fault, missing } from '../protocol/fault.js';
import { carryPathDown, qualifiedName, settleParent } from '../rules/hierarchy.js';
import { requireFreeName, settleActive } from '../rules/names.js';
import { rulesOf } from '../rules/preferences.js';
import { type Change, type Effect, defineEntity, inOrderOf } from './define-entity.js';
import { intuitAttributes, intuitEntity } from './shapes.js';

type StoredAccount = {
  Id?: string;
  Name?: string;
  Active?: boolean;
  AccountType?: string;
  AccountSubType?: string;
  Classification?: string;
  AcctNum?: string;
  ParentRef?: WireRef;
  SubAccount?: boolean;
  FullyQualifiedName?: string;
  OpeningBalance?: number;
  OpeningBalanceDate?: string;
  CurrentBalance?: number;
  CurrentBalanceWithSubAccounts?: number;
  CurrencyRef?: WireRef;
};

/** AccountType -> Classification (XSD; NG:accounts) and the sub type filled in when none is sent (Bank recorded, others assumed). */
const types: Record<string, { classification?: string; subType: string }> = {
  Bank: { classification: 'Asset', subType: 'CashOnHand' },
  'Accounts Receivable': { classification: 'Asset', subType: 'AccountsReceivable' },
  'Other Current Asset': { classification: 'Asset', subType: 'OtherCurrentAssets' },
  'Fixed Asset': { classification: 'Asset', subType: 'OtherFixedAssets' },
  'Other Asset': { classification: 'Asset', subType: 'OtherLongTermAssets' },
  'Accounts Payable': { classification: 'Liability', subType: 'AccountsPayable' },
  'Credit Card': { classification: 'Liability', subType: 'CreditCard' },
  'Other Current Liability': { classification: 'Liability', subType: 'OtherCurrentLiabilities' },
  'Long Term Liability': { classification: 'Liability', subType: 'OtherLongTermLiabilities' },
  Equity: { classification: 'Equity', subType: 'OpeningBalanceEquity' },
  Income: { classification: 'Revenue', subType: 'ServiceFeeIncome' },
  'Other Income': { classification: 'Revenue', subType: 'OtherMiscellaneousIncome' },
  Expense: { classification: 'Expense', subType: 'OtherMiscellaneousServiceCost' },
  'Other Expense': { classification: 'Expense', subType: 'OtherMiscellaneousExpense' },
  'Cost of Goods Sold': { classification: 'Expense', subType: 'SuppliesMaterialsCogs' },
  'Non-Posting': { subType: 'OtherCurrentAssets' },
};

const typeOfSubType: Record<string, string> = {
  Checking: 'Bank',
  Savings: 'Bank',
  UndepositedFunds: 'Other Current Asset',
  Inventory: 'Other Current Asset',
  SalesOfProductIncome: 'Income',
  OtherPrimaryIncome: 'Income',
  DiscountsRefundsGiven: 'Income',
  ...Object.fromEntries(Object.entries(types).map(([type, { subType }]) => [subType, type])),
};

/** Account. Server defaults recorded (NG:create-account, 2026). */
export const account = defineEntity<StoredAccount>({
  name: 'Account',
  kind: 'list',
  idSpace: 'Account',
  operations: ['create', 'update', 'read', 'query'],
  elements: {
    ...intuitEntity,
    Name: text(100, { forbid: /[":\t\n\r]/ }),
    SubAccount: flag({ readOnly: true }),
    ParentRef: ref('Account'),
    Description: text(100),
    FullyQualifiedName: text(undefined, { readOnly: true }),
    AccountAlias: text(),
    TxnLocationType: text(),
    Active: flag(),
    Classification: text(undefined, { readOnly: true }),
    AccountType: text(),
    AccountSubType: text(),
    AccountPurposes: list(ref()),
    AcctNum: text(undefined, { forbid: /:/ }),
    AcctNumExtn: text(),
    BankNum: text(),
    OpeningBalance: decimal(),
    OpeningBalanceDate: date(),
    CurrentBalance: decimal({ readOnly: true }),
    CurrentBalanceWithSubAccounts: decimal({ readOnly: true }),
    CurrencyRef: ref(undefined, { readOnly: true }),
    TaxAccount: flag(),
    TaxCodeRef: ref('TaxCode'),
    OnlineBankingEnabled: flag(),
    FIName: text(),
    JournalCodeRef: ref(),
    AccountEx: any(),
    ...intuitAttributes,
  },
  queryable: ['Name', 'FullyQualifiedName', 'Active', 'AccountType', 'AccountSubType', 'Classification', 'SubAccount', 'ParentRef', 'CurrentBalance', 'AcctNum'],
  inChangeData: true,
  compare: inOrderOf('FullyQualifiedName'),
  keyOf: (record) => record.FullyQualifiedName?.toLowerCase(),
  labelOf: (record) => record.FullyQualifiedName,
  referenceNoun: 'Accounts',
  settle: settleAccount,
  affect: affectTree,
  inCreate: withoutUpdateTime,
});

/** A create answers the time of creation only (recorded, NG:create-account). */
function withoutUpdateTime(record: StoredAccount): StoredAccount {
  const { LastUpdatedTime: _untold, ...MetaData } = (record as WireRecord).MetaData as WireObject;
  return { ...record, MetaData } as StoredAccount;
}

/** Seven characters, in Canada and Australia twenty (Intuit, account page). */
function refuseLongNumber(number: string | undefined, region: Region): void {
  const most = region === 'CA' || region === 'AU' ? 20 : 7;
  if (number === undefined || number.length <= most) return;
  throw fault('2050', `String length specified does not match the supported length. Min:0 Max:${most} supported. Supplied length:${number.length}`, 'AcctNum');
}

function settleAccount(draft: StoredAccount, { company, before }: Change<StoredAccount>): void {
  if (!draft.Name) throw missing('Name');
  draft.AccountType ??= before?.AccountType ?? (draft.AccountSubType ? typeOfSubType[draft.AccountSubType] : undefined);
  if (!draft.AccountType) throw fault('6010', 'Either AccountType or AccountSubType must be given', 'AccountType');
  const type = types[draft.AccountType];
  if (!type) throw fault('2170', `Invalid Enumeration : ${draft.AccountType}`, 'AccountType');
  draft.AccountSubType ??= type.subType;
  if (type.classification) draft.Classification = type.classification;
  const { parent } = settleParent<StoredAccount>(company, 'Account', { ...draft, ...(before?.Id ? { Id: before.Id } : {}) });
  if (parent && parent.AccountType !== draft.AccountType) throw fault('6430', 'Invalid account type: a sub-account has the type of its parent.', 'ParentRef');
  if (parent) draft.ParentRef = { value: parent.Id };
  draft.SubAccount = parent !== undefined;
  // Code Intuit's (account page), sentence assumed.
  if (draft.OpeningBalance !== undefined && !draft.OpeningBalanceDate) throw fault('6060', 'Opening Balance Date Missing : OpeningBalanceDate is required with OpeningBalance', 'OpeningBalanceDate');
  if (draft.AcctNum !== before?.AcctNum) refuseLongNumber(draft.AcctNum, company.header.region);
  if (before && draft.Active === false && before.Active !== false && (before.CurrentBalance ?? 0) !== 0) {
    throw businessFault('An account with a balance cannot be made inactive.');
  }
  settleActive(draft, before, 'Name');
  draft.FullyQualifiedName = qualifiedName(parent, draft.Name);
  if (draft.Active) requireFreeName(company, 'Account', draft.FullyQualifiedName, before?.Id);
  draft.CurrentBalance = before?.CurrentBalance ?? 0;
  draft.CurrentBalanceWithSubAccounts = before?.CurrentBalanceWithSubAccounts ?? 0;
  draft.CurrencyRef = before?.CurrencyRef ?? rulesOf(company).homeCurrency;
}

function affectTree({ company, before, after }: Effect<StoredAccount>): void {
  if (!before && after?.Id && after.OpeningBalance) open(company, after);
  if (!before || !after) return;
  if (before.ParentRef?.value !== after.ParentRef?.value) {
    const money = hundredthsOf(after.CurrentBalanceWithSubAccounts);
    raise(company, 'Account', before as WireRecord, 'CurrentBalanceWithSubAccounts', -money);
    raise(company, 'Account', after as WireRecord, 'CurrentBalanceWithSubAccounts', money);
  }
  if (before.FullyQualifiedName === after.FullyQualifiedName) return;
  carryPathDown(company, 'Account', { ...after, Id: after.Id! }, (child) => child.Name as string);
}

/** What the account held when it was entered, against Opening Balance Equity; liabilities are sent positive (Intuit, account page; sign assumed). */
function open(company: CompanyState, account: StoredAccount): void {
  const isCredit = account.Classification === 'Liability' || account.Classification === 'Equity' || account.Classification === 'Revenue';
  const cents = hundredthsOf(account.OpeningBalance) * (isCredit ? -1 : 1);
  replaceEntry(company, openingKey('Account', account.Id!), openingEntry(company, { account: account.Id!, cents }, account.OpeningBalanceDate ?? company.today()));
}
