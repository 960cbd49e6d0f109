export const refusalTexts = {
  unreachable: "Tieout could not be reached. Nothing was changed; try again.",
  sessionEnded: "Your session had ended, so nothing was changed. Do it again.",
} as const;
