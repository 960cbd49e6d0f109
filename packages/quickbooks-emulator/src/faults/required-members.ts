import type { EntityName } from '../kernel/company.js';
import type { ApiCall } from '../protocol/call.js';
import { missing } from '../protocol/fault.js';

/** Members a sparse update was refused without, in the field (EpicenterHQ/epicenter#2346). */
const required: Partial<Record<EntityName, readonly string[]>> = {
  Purchase: ['PaymentType'],
  Bill: ['VendorRef'],
  Invoice: ['Line', 'CustomerRef'],
};

/** Refuses an update that leaves one out. @throws QuickBooksFault 2020 */
export function requireMembers({ entity, operation, body }: ApiCall): void {
  if (operation !== 'update' || entity === undefined) return;
  const sent = JSON.parse(body) as object;
  const left = (required[entity as EntityName] ?? []).find((member) => !(member in sent));
  if (left !== undefined) throw missing(left);
}
