import type { CombinedError } from "@urql/core";
import { Banner } from "./banner.js";
import { Button } from "./button.js";
import { uiTexts } from "./ui.texts.js";

/** One panel's data could not be read: said in its place, the rest of the page stays (UX-107). */
export function QueryFailure({ error, onRetry }: { readonly error: CombinedError; readonly onRetry: () => void }) {
  return (
    <Banner tone="failure" title={error.networkError ? uiTexts.unreachable : uiTexts.refused} isUrgent actions={<Button size="sm" onClick={onRetry}>{uiTexts.again}</Button>}>
      {error.networkError ? null : error.graphQLErrors.map((each) => each.message).join(" ")}
    </Banner>
  );
}
