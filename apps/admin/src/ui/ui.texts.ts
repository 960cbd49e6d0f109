/** Words of the shared parts. */
export const uiTexts = {
  close: "Close",
  dismiss: "Dismiss",
  tiesOut: ", ties out with QuickBooks",
  differs: ", differs from QuickBooks",
} as const;
