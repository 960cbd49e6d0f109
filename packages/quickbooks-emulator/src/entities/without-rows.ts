/**
 * Entities of Intuit's router (entity pages) that no company here has rows of: programs that read everything find nothing
 * instead of a fault. They cannot be written or read by id.
 */
const names = ['Budget', 'CreditCardPayment', 'CustomerType', 'Entitlements', 'InventoryAdjustment', 'JournalCode', 'PurchaseOrder', 'RecurringTransaction', 'TaxClassification'];

const known = new Set(names.map((name) => name.toLowerCase()));

export function hasNoRows(entity: string): boolean {
  return known.has(entity.toLowerCase());
}
