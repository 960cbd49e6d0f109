import { plural } from "../lib/text.js";

export const reasonTexts = { more: (first: string, others: number) => `${first}, and ${plural(others, "other cause", "other causes")}` } as const;
