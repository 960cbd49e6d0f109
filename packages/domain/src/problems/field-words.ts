/** Fields of records that travel, in words. */
const words: Readonly<Record<string, string>> = {
  displayName: "Name",
  name: "Name",
  email: "E-mail",
  phone: "Phone",
  addressLine1: "Address",
  addressLine2: "Address, second line",
  city: "City",
  state: "State",
  postalCode: "Postal code",
  country: "Country",
  isTaxable: "Taxable",
  isActive: "Active",
  customerId: "Client",
  number: "Number",
  issuedOn: "Date",
  dueOn: "Due date",
  lines: "Lines",
  subtotal: "Subtotal",
  tax: "Tax",
  total: "Total",
  day: "Day",
  minutes: "Minutes",
  description: "Note",
  hourlyRate: "Rate",
  itemId: "Service",
  personId: "Person",
  personKind: "Kind of person",
  isBillable: "Billable",
};

/** What people call a field; a path of a newer version is shown as it is. */
export function fieldWord(path: string): string {
  return words[path] ?? path;
}
