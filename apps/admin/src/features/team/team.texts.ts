export const teamTexts = { title: "Team", invitation: "Invitation" } as const;
