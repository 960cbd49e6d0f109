import type { CombinedError } from "@urql/core";
import type { ApiUserError } from "./form-errors.js";
import { refusalTexts } from "./refusal.texts.js";

/** What to say when a mutation did not do what was asked: the API's own sentence, or that it could not be reached. Null when it did. */
export function refusalOf(error: CombinedError | undefined, userErrors: readonly ApiUserError[] | undefined): string | null {
  if (userErrors && userErrors.length > 0) return userErrors.map((each) => each.message).join(" ");
  if (!error) return null;
  if (error.networkError) return refusalTexts.unreachable;
  if (error.graphQLErrors.some((each) => each.extensions["code"] === "UNAUTHENTICATED")) return refusalTexts.sessionEnded;
  return error.graphQLErrors.map((each) => each.message).join(" ");
}
