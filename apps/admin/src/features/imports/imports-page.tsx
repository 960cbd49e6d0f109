import { Page } from "../../ui/page.js";
import { importsTexts as texts } from "./imports.texts.js";

export function ImportsPage() {
  return <Page title={texts.title}>{null}</Page>;
}
