import { afterAll, beforeAll } from 'vitest';
import { type Emulator, type MintedGrant, createEmulator } from '../emulator.js';
import { smallCompany } from '../testing/small-company.js';

/** An emulator over HTTP for the tests of a file, as programs meet it. */
export function served(): { emulator: Emulator; grant: MintedGrant; url: string } {
  const shared = {} as { emulator: Emulator; grant: MintedGrant; url: string };
  beforeAll(async () => {
    shared.emulator = createEmulator({ throttle: false, companies: [smallCompany()] });
    shared.grant = shared.emulator.mintGrant();
    ({ url: shared.url } = await shared.emulator.listen(0));
  });
  afterAll(() => shared.emulator.close());
  return shared;
}

/** Minimal invoice for 450.00 of customer 1. */
export const threeHours = () => ({
  CustomerRef: { value: '1' },
  Line: [{ Amount: 450, DetailType: 'SalesItemLineDetail', Description: 'Advisory', SalesItemLineDetail: { ItemRef: { value: '1' }, Qty: 3, UnitPrice: 150 } }],
});
