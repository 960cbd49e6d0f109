import { Page } from "../../ui/page.js";
import { connectionTexts as texts } from "./connection.texts.js";

export function ConnectionPage() {
  return <Page title={texts.title}>{null}</Page>;
}
