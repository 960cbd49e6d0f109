import type { WireRecord } from '../kernel/company.js';
import { accountPath, type AccountFact } from './accounts.js';
import { present } from './wire.js';

/** A product or service as a company sells it. */
export type ItemFact = {
  id: string;
  name: string;
  description?: string;
  /** Income account. */
  income: string;
  /** Sales price; 0 when absent. */
  price?: number;
  taxable?: boolean;
  /** Bought as well: what it costs, and the account that cost is booked to. */
  purchase?: { cost: number; account: string };
  /** Kept in stock: pieces on hand, asset account, date counting began. */
  stock?: { onHand: number; asset: string; since: string };
};

/** Items on the wire; account references carry the colon path of the account as their name. */
export function itemRecords(facts: readonly ItemFact[], accounts: readonly AccountFact[]): WireRecord[] {
  const accountRef = (id: string) => ({ value: id, name: accountPath(accounts, id) });
  return facts.map(({ id, name, description, income, price, taxable, purchase, stock }) => ({
    Id: id,
    ...present({
      Name: name,
      Description: description,
      Active: true,
      FullyQualifiedName: name,
      Taxable: taxable ?? false,
      UnitPrice: price ?? 0,
      Type: stock === undefined ? 'Service' : 'Inventory',
      IncomeAccountRef: accountRef(income),
      PurchaseDesc: purchase === undefined ? undefined : description,
      PurchaseCost: purchase?.cost ?? 0,
      ExpenseAccountRef: purchase === undefined ? undefined : accountRef(purchase.account),
      AssetAccountRef: stock === undefined ? undefined : accountRef(stock.asset),
      TrackQtyOnHand: stock !== undefined,
      QtyOnHand: stock?.onHand,
      InvStartDate: stock?.since,
      DeferredRevenue: false,
    }),
  }));
}
