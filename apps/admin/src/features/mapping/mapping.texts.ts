export const mappingTexts = { title: "Mapping" } as const;
