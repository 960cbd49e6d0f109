import { expect, test } from 'vitest';
import { underName } from './addressee.js';

test.each([
  ['an address without a name stands below the customer', ['9 Pier'], 'Harbor Legal LLP', undefined, ['Harbor Legal LLP', '9 Pier']],
  ['a free-form address that names the person stands as it is', ['Amy Lauterbach', '4581 Finch St.'], "Amy's Bird Sanctuary", { GivenName: 'Amy', FamilyName: 'Lauterbach' }, ['Amy Lauterbach', '4581 Finch St.']],
  ['one that names the company too', ['c/o', 'Harbor Legal LLP'], 'Harbor Legal', { CompanyName: 'Harbor Legal LLP' }, ['c/o', 'Harbor Legal LLP']],
  ['nobody known: the address alone', ['9 Pier'], '', undefined, ['9 Pier']],
  ['no address: the name alone', [], 'Harbor Legal LLP', undefined, ['Harbor Legal LLP']],
] as const)('%s', (_what, lines, name, customer, printed) => {
  expect(underName(lines, name, customer)).toEqual(printed);
});
