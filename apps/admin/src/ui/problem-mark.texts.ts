export const problemMarkTexts = { sending: "Being sent" } as const;
