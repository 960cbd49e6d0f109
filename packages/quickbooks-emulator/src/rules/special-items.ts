/** What a sales line can sell that is no item of the company: shipping and gratuity (Intuit, invoice page; the names of their accounts are assumed). */
export const specialItems: ReadonlyMap<string, 'shipping' | 'gratuity'> = new Map([
  ['SHIPPING_ITEM_ID', 'shipping'],
  ['GRATUITY_ITEM_ID', 'gratuity'],
]);
