import { overviewUrl } from "../features/overview/urls.js";
import { ButtonLink } from "../ui/button.js";
import { EmptyState } from "../ui/empty-state.js";
import { Page } from "../ui/page.js";
import { appTexts } from "./app.texts.js";

const texts = appTexts.notFound;

export function NotFound() {
  return (
    <Page title={texts.title}>
      <EmptyState kind="nothing-matches" title={texts.text} action={<ButtonLink {...overviewUrl}>{texts.home}</ButtonLink>} />
    </Page>
  );
}
