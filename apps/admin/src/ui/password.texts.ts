/** What the API asks of a password, said the same way wherever one is chosen. */
export const passwordTexts = {
  hint: "At least 10 characters. A few words are easy to remember and hard to guess.",
  short: "This is shorter than 10 characters.",
} as const;
