export const connectionTexts = { title: "connection" } as const;
