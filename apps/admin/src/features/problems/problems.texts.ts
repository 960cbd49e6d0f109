export const problemsTexts = { title: "problems" } as const;
