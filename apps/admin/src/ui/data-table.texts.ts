export const dataTableTexts = {
  scope: "Lists",
  next: "Next row",
  previous: "Previous row",
  selectAll: "Select all rows",
  select: (name: string) => `Select ${name}`,
  loading: (label: string) => `${label}: loading`,
} as const;
