export const planTexts = { title: "plan" } as const;
