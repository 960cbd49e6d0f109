/** What a change does, by operation and side: the same words in a plan and in a run. */
export const operationTexts = {
  CREATE: { HUB: "Create here", LEDGER: "Create in QuickBooks", LINK: "Create" },
  UPDATE: { HUB: "Update here", LEDGER: "Update in QuickBooks", LINK: "Update" },
  LINK: { HUB: "Link", LEDGER: "Link", LINK: "Link" },
  UNLINK: { HUB: "Unlink", LEDGER: "Unlink", LINK: "Unlink" },
  DEACTIVATE: { HUB: "Make inactive here", LEDGER: "Make inactive in QuickBooks", LINK: "Make inactive" },
  DELETE: { HUB: "Delete here", LEDGER: "Delete in QuickBooks", LINK: "Delete" },
  VOID: { HUB: "Void here", LEDGER: "Void in QuickBooks", LINK: "Void" },
} as const;
