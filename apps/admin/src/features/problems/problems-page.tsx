import { Page } from "../../ui/page.js";
import { problemsTexts as texts } from "./problems.texts.js";

export function ProblemsPage() {
  return <Page title={texts.title}>{null}</Page>;
}
