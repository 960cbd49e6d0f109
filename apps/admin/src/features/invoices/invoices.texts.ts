export const invoicesTexts = { title: "Invoices", one: "Invoice" } as const;
