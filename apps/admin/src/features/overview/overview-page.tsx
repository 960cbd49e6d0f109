import { Page } from "../../ui/page.js";
import { overviewTexts as texts } from "./overview.texts.js";

export function OverviewPage() {
  return <Page title={texts.title}>{null}</Page>;
}
