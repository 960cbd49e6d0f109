export const timeTexts = { title: "Time" } as const;
