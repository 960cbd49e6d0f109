import { count } from "../lib/text.js";

export const listControlsTexts = {
  scope: "Lists",
  clear: "Clear the search",
  previous: "Previous",
  next: "Next",
  range: (from: number, to: number, total: number) => `${count(from)}–${count(to)} of ${total > 10_000 ? "10,000+" : count(total)}`,
  pages: "Pages",
} as const;
