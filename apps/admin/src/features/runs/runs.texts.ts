export const runsTexts = { title: "runs" } as const;
