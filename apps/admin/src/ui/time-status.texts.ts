export const timeStatusTexts = {
  words: { DRAFT: "Draft", SUBMITTED: "Submitted", APPROVED: "Approved", LOCKED: "Invoiced" },
  onInvoice: (number: string) => `Invoice ${number}`,
  onDraft: "Draft invoice",
  sent: "Sent",
  inLedger: (id: string) => `In QuickBooks as time activity ${id}`,
} as const;
