export const apiKeysTexts = { title: "API keys" } as const;
