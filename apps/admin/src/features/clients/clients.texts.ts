export const clientsTexts = { title: "Clients", one: "Client" } as const;
