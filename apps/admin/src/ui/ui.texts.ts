/** Words of the shared parts. */
export const uiTexts = {
  close: "Close",
  dismiss: "Dismiss",
  cancel: "Cancel",
  tiesOut: ", ties out with QuickBooks",
  differs: ", differs from QuickBooks",
  unreachable: "Tieout could not be reached.",
  refused: "This could not be read.",
  again: "Try again",
  field: "Field",
  before: "Before",
  after: "After",
  empty: "empty",
  moreRows: "Show more",
  rowsShown: (shown: string, all: string) => `${shown} of ${all}`,
} as const;
