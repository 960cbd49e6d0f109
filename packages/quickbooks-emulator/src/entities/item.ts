import type { WireRecord, WireRef } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { any, date, decimal, flag, int, list, ref, shape, text } from '../kernel/elements.js';
import { decimalOf, hundredthsOf, toNumber } from '../kernel/money.js';
import { Journal } from '../ledger/journal.js';
import { openingEntry, openingKey } from '../ledger/opening.js';
import { replaceEntry } from '../ledger/restate.js';
import { businessFault, fault, missing } from '../protocol/fault.js';
import { carryPathDown, childrenOf, qualifiedName, settleParent } from '../rules/hierarchy.js';
import { requireFreeName, settleActive } from '../rules/names.js';
import { requireReference } from '../rules/references.js';
import { type Change, type Effect, defineEntity, inOrderOf } from './define-entity.js';
import { customExtensions, intuitAttributes, intuitEntity, nameForbids } from './shapes.js';

export type StoredItem = {
  Id?: string;
  Name?: string;
  Type?: string;
  Active?: boolean;
  SubItem?: boolean;
  ParentRef?: WireRef;
  Level?: number;
  FullyQualifiedName?: string;
  Taxable?: boolean;
  UnitPrice?: number;
  PurchaseCost?: number;
  TrackQtyOnHand?: boolean;
  QtyOnHand?: number;
  InvStartDate?: string;
  DeferredRevenue?: boolean;
  IncomeAccountRef?: WireRef;
  ExpenseAccountRef?: WireRef;
  AssetAccountRef?: WireRef;
  /** Parts of a bundle. */
  ItemGroupDetail?: { ItemGroupLine?: { ItemRef: WireRef; Qty?: number }[] };
  PrintGroupedItems?: boolean;
};

const creatable = ['Service', 'NonInventory', 'Inventory', 'Category'];
/** A part of a bundle; its reference names the kind of item too (Intuit, item page). */
const itemGroupLine = shape('ItemComponentLine', { ItemRef: ref(), Qty: decimal(), UOMRef: any() });
const price = () => decimal({ range: [-99_999_999_999, 99_999_999_999] });

/** Item: products, services and categories. Bundles (Group) cannot be made over the API, but on the screen (Intuit, item page). */
export const item = defineEntity<StoredItem>({
  name: 'Item',
  kind: 'list',
  idSpace: 'Item',
  operations: ['create', 'update', 'delete', 'read', 'query'],
  elements: {
    ...intuitEntity,
    Name: text(100, { forbid: nameForbids }),
    Sku: text(100),
    Description: text(4000),
    Active: flag(),
    SubItem: flag(),
    ParentRef: ref('Item'),
    Level: int({ readOnly: true }),
    FullyQualifiedName: text(undefined, { readOnly: true }),
    Taxable: flag(),
    SalesTaxIncluded: flag(),
    PercentBased: flag(),
    UnitPrice: price(),
    RatePercent: decimal(),
    Type: text(),
    PaymentMethodRef: ref(),
    UOMSetRef: ref(),
    IncomeAccountRef: ref('Account'),
    PurchaseDesc: text(1000),
    PurchaseTaxIncluded: flag(),
    PurchaseCost: price(),
    ExpenseAccountRef: ref('Account'),
    COGSAccountRef: ref('Account'),
    AssetAccountRef: ref('Account'),
    PrefVendorRef: ref('Vendor'),
    AvgCost: decimal(),
    TrackQtyOnHand: flag(),
    QtyOnHand: decimal(),
    QtyOnPurchaseOrder: decimal({ readOnly: true }),
    QtyOnSalesOrder: decimal({ readOnly: true }),
    ReorderPoint: decimal(),
    ManPartNum: text(),
    DepositToAccountRef: ref('Account'),
    SalesTaxCodeRef: ref('TaxCode'),
    PurchaseTaxCodeRef: ref('TaxCode'),
    InvStartDate: date(),
    BuildPoint: decimal(),
    PrintGroupedItems: flag({ readOnly: true }),
    SpecialItem: flag(),
    SpecialItemType: text(),
    ItemGroupDetail: shape('ItemGroupDetail', { ItemGroupLine: list(itemGroupLine) }),
    ItemAssemblyDetail: any({ readOnly: true }),
    AbatementRate: decimal(),
    ReverseChargeRate: decimal(),
    ServiceType: text(),
    ItemCategoryType: text(),
    ItemEx: any(),
    TaxClassificationRef: ref(),
    UQCDisplayText: text(),
    UQCId: text(),
    ClassRef: ref('Class'),
    Source: text(undefined, { readOnly: true }),
    DeferredRevenue: flag(),
    CustomExtensions: customExtensions,
    ...intuitAttributes,
  },
  queryable: ['Name', 'Type', 'Taxable', 'Active', 'FullyQualifiedName', 'SubItem', 'ParentRef', 'Sku', 'Description', 'UnitPrice'],
  inChangeData: true,
  compare: inOrderOf('FullyQualifiedName'),
  keyOf: (record) => record.FullyQualifiedName?.toLowerCase(),
  labelOf: (record) => record.Name,
  settle: settleItem,
  guardDelete: guardCategoryDelete,
  affect: affectNeighbours,
  inQuery: ({ DeferredRevenue: _unprinted, ...record }) => record,
});

function settleItem(draft: StoredItem, { company, before, byPerson }: Change<StoredItem>): void {
  if (!byPerson) keepParts(draft, before);
  if (!draft.Name) throw missing('Name');
  draft.Type ??= before?.Type ?? 'Service';
  const isMadeOnScreen = byPerson && draft.Type === 'Group';
  if (!before && !isMadeOnScreen && !creatable.includes(draft.Type)) throw fault('2120', `Invalid Type : ${draft.Type}`, 'Type');
  // Once true never false (Intuit, item page; code assumed).
  if (before?.TrackQtyOnHand && draft.TrackQtyOnHand === false) throw businessFault('An item that is tracked by quantity cannot stop being tracked.');
  if (before && draft.Type !== before.Type) throw fault('2120', `Invalid Type : the type of an item cannot be changed`, 'Type');
  // Both or neither (Intuit, item page).
  if ((draft.SubItem ?? false) !== (draft.ParentRef !== undefined)) throw fault('6150', 'ParentRef is required when SubItem is true', 'ParentRef');
  const { parent, level } = settleParent<StoredItem>(company, 'Item', { ...draft, ...(before?.Id ? { Id: before.Id } : {}) });
  // With the category feature on, as every company has it today, only categories can be parents (Intuit, item page).
  if (parent && parent.Type !== 'Category') throw fault('700', 'Parent Object Invalid : only a category can be a parent', 'ParentRef');
  if (parent) draft.ParentRef = { value: parent.Id, ...(parent.Name ? { name: parent.Name } : {}) };
  if (level > 0) draft.Level = level;
  else delete draft.Level;
  if (draft.Type === 'Category') settleCategory(draft);
  else if (draft.Type === 'Group') settleBundle(draft);
  else settleProduct(draft, company, before);
  settleActive(draft, before, 'Name');
  draft.FullyQualifiedName = qualifiedName(parent, draft.Name);
  if (draft.Active) requireFreeName(company, 'Item', draft.FullyQualifiedName, before?.Id);
}

/** A category has no prices and no accounts, and goes away by delete, not by Active false (Intuit, item page). */
function settleCategory(draft: StoredItem): void {
  if (draft.Active === false) throw businessFault('A category cannot be made inactive. Delete it instead.');
  for (const member of ['UnitPrice', 'PurchaseCost', 'IncomeAccountRef', 'ExpenseAccountRef', 'AssetAccountRef', 'Taxable', 'TrackQtyOnHand'] as const) {
    delete draft[member];
  }
}

/** The parts of a bundle are read-only over the API. */
function keepParts(draft: StoredItem, before: StoredItem | undefined): void {
  if (before?.ItemGroupDetail) draft.ItemGroupDetail = before.ItemGroupDetail;
  else delete draft.ItemGroupDetail;
}

/** A bundle has no accounts; its price is that of its parts (sample of Intuit's item page). */
function settleBundle(draft: StoredItem): void {
  draft.Taxable ??= false;
  draft.UnitPrice ??= 0;
  draft.PurchaseCost ??= 0;
  draft.TrackQtyOnHand ??= false;
}

/** Server defaults recorded (NG:create-item, 2026). */
function settleProduct(draft: StoredItem, company: Change['company'], before: StoredItem | undefined): void {
  if (!draft.IncomeAccountRef) throw missing('IncomeAccountRef');
  const income = requireReference(company, 'Account', draft.IncomeAccountRef.value, 'IncomeAccountRef');
  if (!['Income', 'Other Income'].includes(String(income.AccountType))) {
    throw fault('6430', 'Invalid account type: Make sure the account used for IncomeAccountRef is an income account.', 'IncomeAccountRef');
  }
  if (draft.Type === 'Inventory') {
    draft.TrackQtyOnHand ??= true;
    if (!draft.AssetAccountRef) throw fault('2020', 'An inventory assetaccount is required if you are tracking inventory quantities for this product.', 'AssetAccountRef');
    if (!draft.ExpenseAccountRef) throw missing('ExpenseAccountRef');
    if (!draft.InvStartDate) throw missing('InvStartDate');
    if (draft.QtyOnHand === undefined && !before) throw missing('QtyOnHand');
    draft.QtyOnHand ??= 0;
  }
  draft.Taxable ??= false;
  draft.UnitPrice ??= 0;
  draft.PurchaseCost ??= 0;
  draft.TrackQtyOnHand ??= false;
  draft.DeferredRevenue ??= false;
}

function guardCategoryDelete(record: StoredItem, { company }: Change<StoredItem>): void {
  if (record.Type !== 'Category') throw fault('500', 'Operation Delete is not supported.');
  if (childrenOf(company, 'Item', record.Id!).length > 0) throw fault('800', 'Object Has Dependencies : the category is not empty', '');
}

function affectNeighbours({ company, before, after }: Effect<StoredItem>): void {
  if (after?.Type === 'Inventory' && after.QtyOnHand !== (before?.QtyOnHand ?? 0)) countStock(company, before, after);
  if (!before || !after || before.FullyQualifiedName === after.FullyQualifiedName) return;
  carryPathDown(company, 'Item', { ...after, Id: after.Id! }, (child) => child.Name as string);
}

/**
 * A quantity that was sent is a count of the stock: the first one is booked against Opening Balance Equity, later ones
 * are adjustments against the cost of sales, each at the purchase cost (Intuit, item page; accounts and cost assumed).
 */
function countStock(company: CompanyState, before: StoredItem | undefined, after: StoredItem): void {
  const id = after.Id!;
  const known = before?.QtyOnHand ?? 0;
  const qty = toNumber(decimalOf(after.QtyOnHand).minus(known));
  const cents = hundredthsOf(decimalOf(after.PurchaseCost).times(qty));
  company.table('Item').put({ ...after, QtyOnHand: known } as WireRecord);
  const line = { account: after.AssetAccountRef!.value, cents, stock: { item: id, qty } };
  if (!before) return replaceEntry(company, openingKey('Item', id), openingEntry(company, line, after.InvStartDate!));
  const lines = cents === 0 ? [line] : [line, { account: after.ExpenseAccountRef!.value, cents: -cents }];
  replaceEntry(company, `StockCount/${Journal.key('Item', id)}/${(after as WireRecord).SyncToken as string}`, { date: company.today(), lines });
}
