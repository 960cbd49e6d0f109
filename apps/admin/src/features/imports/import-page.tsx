import { Page } from "../../ui/page.js";
import { importsTexts as texts } from "./imports.texts.js";

export function ImportPage() {
  return <Page title={texts.one}>{null}</Page>;
}
