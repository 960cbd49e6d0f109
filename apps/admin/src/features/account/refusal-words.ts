import { accountTexts as texts } from "./account.texts.js";

/** What to say when sign-in's own API refuses: `wrong` for what the person entered. Null when it did not refuse. */
export function refusalWords(error: { readonly status: number } | null, wrong: string): string | null {
  if (!error) return null;
  if (error.status === 429) return texts.tooMany;
  return error.status >= 400 && error.status < 500 ? wrong : texts.unreachable;
}
