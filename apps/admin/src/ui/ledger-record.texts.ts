/** Kinds of record in QuickBooks. */
const kinds: Record<string, string> = { invoice: "Invoice", customer: "Customer", employee: "Employee", vendor: "Vendor", "time-activity": "Time of" };

export const ledgerRecordTexts = {
  nameOf: (kind: string, name: string | null, id: string) => `${kinds[kind] ?? "Record"} ${name ?? `with the id ${id}`}`,
  opensInQuickBooks: "opens in QuickBooks",
  choiceOf: (what: string, customer: string | null, id: string) => `${what}${customer ? `, ${customer}` : ""}, id ${id}`,
  changed: "changed",
  ledgerId: (id: string) => `id ${id}`,
} as const;
