export const overviewTexts = { title: "overview" } as const;
