export const firmTexts = { title: "firm" } as const;
