export const refusalTexts = { unreachable: "Tieout could not be reached. Nothing was changed; try again." } as const;
