import { Page } from "../../ui/page.js";
import { timeTexts as texts } from "./time.texts.js";

export function TimePage() {
  return <Page title={texts.title}>{null}</Page>;
}
