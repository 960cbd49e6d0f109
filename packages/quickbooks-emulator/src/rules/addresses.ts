import type { WireObject } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';

/** Addresses have ids of their own counter (recorded, NG); a new text gets a new id. */
export function settleAddresses(company: CompanyState, draft: object, members: readonly string[]): void {
  const object = draft as WireObject;
  for (const member of members) {
    const address = object[member] as WireObject | undefined;
    if (!address) continue;
    if (Object.keys(address).every((name) => name === 'Id')) {
      delete object[member];
      continue;
    }
    address.Id ??= company.nextId('Address');
  }
}
