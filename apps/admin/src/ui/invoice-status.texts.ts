export const invoiceStatusTexts = { DRAFT: "Draft", NEW: "New", PROCESSED_EXTERNALLY: "Processed Externally", VOID: "Void" } as const;
