export const linkTexts = {
  title: (kind: string, id: string) => `Linked to QuickBooks ${kind} ${id}`,
  origin: {
    CREATED_BY_HUB: "Created by Tieout",
    IMPORTED: "Imported from QuickBooks",
    MATCHED_BY_RULE: "Matched by rule",
    LINKED_BY_USER: "Linked by a person",
  },
  inactive: "Inactive in QuickBooks",
  open: "Open in QuickBooks",
  copy: "Copy id",
} as const;
