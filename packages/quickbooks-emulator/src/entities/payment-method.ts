import { any, choice, flag, text } from '../kernel/elements.js';
import { missing } from '../protocol/fault.js';
import { requireFreeName, settleActive } from '../rules/names.js';
import { type Change, defineEntity, inOrderOf } from './define-entity.js';
import { intuitAttributes, intuitEntity } from './shapes.js';

type StoredMethod = { Id?: string; Name?: string; Active?: boolean; Type?: string };

/** PaymentMethod: Cash, Check, Visa (reference 4.6: Intuit paymentmethod page). References to it carry `value` only (recorded, NG:payments). */
export const paymentMethod = defineEntity<StoredMethod>({
  name: 'PaymentMethod',
  kind: 'list',
  idSpace: 'PaymentMethod',
  operations: ['create', 'update', 'read', 'query'],
  elements: {
    ...intuitEntity,
    Name: text(31),
    Active: flag(),
    Type: choice(['CREDIT_CARD', 'NON_CREDIT_CARD']),
    PaymentMethodEx: any(),
    ...intuitAttributes,
  },
  queryable: ['Name', 'Active', 'Type'],
  inChangeData: true,
  compare: inOrderOf('Name'),
  keyOf: (record) => record.Name?.toLowerCase(),
  settle(draft: StoredMethod, { company, before }: Change<StoredMethod>) {
    if (!draft.Name) throw missing('Name');
    draft.Type ??= 'NON_CREDIT_CARD';
    settleActive(draft, before, 'Name');
    if (draft.Active) requireFreeName(company, 'PaymentMethod', draft.Name, before?.Id);
  },
});
