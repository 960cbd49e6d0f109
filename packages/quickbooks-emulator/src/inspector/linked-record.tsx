/** @jsxImportSource hono/jsx */
import type { EntityName, WireObject } from '../kernel/company.js';
import type { EmulatorState } from '../kernel/state.js';
import { entityBySlug, recordPath, recordTitle, text } from './format.js';

/** What links call the entities whose names they do not use (Intuit, manage-linked-transactions). */
const kinds: Record<string, EntityName> = { BillPaymentCheck: 'BillPayment', BillPaymentCreditCard: 'BillPayment', Check: 'Purchase', Expense: 'Purchase', CreditCardCredit: 'Purchase' };

/** The record a `LinkedTxn` names; its words alone where no call can read it (hidden charges). */
export function LinkedRecord({ state, realmId, link }: { state: EmulatorState; realmId: string; link: WireObject }) {
  const [type, id] = [text(link['TxnType']), text(link['TxnId'])];
  const entity = kinds[type] ?? entityBySlug(type);
  const record = entity && state.record(realmId, entity, id);
  return entity && record ? <a href={recordPath(realmId, entity, id)}>{recordTitle(entity, record)}</a> : <>{type} {id}</>;
}
