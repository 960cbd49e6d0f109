export const ledgerPickerTexts = {
  LEDGER_ITEM: "Type to find a service in QuickBooks",
  LEDGER_CUSTOMER: "Type to find a customer in QuickBooks",
  LEDGER_PERSON: "Type to find an employee or vendor in QuickBooks",
  LEDGER_TAX_CODE: "Choose a tax code of QuickBooks",
  nothing: "Nothing found in QuickBooks",
  inactive: (name: string) => `${name} (inactive)`,
  person: (name: string, kind: string) => `${name}, ${kind}`,
} as const;
