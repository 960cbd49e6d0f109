import { Page } from "../../ui/page.js";
import { runsTexts as texts } from "./runs.texts.js";

export function RunsPage() {
  return <Page title={texts.title}>{null}</Page>;
}
