import { useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { CombinedError } from "@urql/core";
import { Banner } from "../ui/banner.js";
import { Button } from "../ui/button.js";
import { Page } from "../ui/page.js";
import { appTexts } from "./app.texts.js";

const texts = appTexts.failure;

/** What stands where a page broke: what happened, that nothing is lost, and a way to try again. */
export function PageFailure({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const isUnreachable = error instanceof CombinedError && error.networkError !== undefined;
  return (
    <Page title={texts.title}>
      <Banner
        tone="failure"
        isUrgent
        title={isUnreachable ? texts.unreachable : texts.unexpected}
        actions={<Button onClick={() => void router.invalidate().then(reset)}>{texts.again}</Button>}
      >
        {isUnreachable || !(error instanceof Error) ? null : error.message}
      </Banner>
    </Page>
  );
}
