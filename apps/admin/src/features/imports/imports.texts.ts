export const importsTexts = { title: "Imports", one: "Import" } as const;
