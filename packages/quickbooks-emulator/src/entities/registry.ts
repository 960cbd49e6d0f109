import type { EntityName } from '../kernel/company.js';
import { account } from './account.js';
import { attachable } from './attachable.js';
import { billPayment } from './bill-payment.js';
import { bill, vendorCredit } from './bill.js';
import { classEntity } from './class.js';
import { companyCurrency } from './company-currency.js';
import { companyInfo } from './company-info.js';
import { creditMemo } from './credit-memo.js';
import { customer } from './customer.js';
import type { EntityDefinition } from './define-entity.js';
import { department } from './department.js';
import { deposit } from './deposit.js';
import { employee } from './employee.js';
import { estimate } from './estimate.js';
import { exchangeRate } from './exchange-rate.js';
import { invoice } from './invoice.js';
import { item } from './item.js';
import { journalEntry } from './journal-entry.js';
import { paymentMethod } from './payment-method.js';
import { payment } from './payment.js';
import { preferences } from './preferences.js';
import { purchase } from './purchase.js';
import { reimburseCharge } from './reimburse-charge.js';
import { refundReceipt, salesReceipt } from './sales-receipt.js';
import { taxAgency, taxCode, taxRate } from './tax.js';
import { term } from './term.js';
import { timeActivity } from './time-activity.js';
import { transfer } from './transfer.js';
import { vendor } from './vendor.js';

const lists = [account, classEntity, department, term, paymentMethod, companyCurrency, exchangeRate, taxAgency, taxRate, taxCode, item];
const names = [customer, vendor, employee];
const sales = [estimate, invoice, salesReceipt, creditMemo, refundReceipt, payment];
const purchases = [bill, vendorCredit, billPayment, purchase, reimburseCharge];
const documents = [...sales, ...purchases, deposit, journalEntry, transfer, timeActivity, attachable];

/** All entities, in the order in which a company's records depend on each other. */
export const definitions: ReadonlyMap<EntityName, EntityDefinition> = new Map(
  [companyInfo, preferences, ...lists, ...names, ...documents].map((definition) => [definition.name, definition]),
);

const byResource = new Map([...definitions.values()].map((definition) => [definition.name.toLowerCase(), definition]));

/** Finds an entity by its URL segment or query name, without regard to case (Intuit, data-queries). */
export function findDefinition(name: string): EntityDefinition | undefined {
  return byResource.get(name.toLowerCase());
}
