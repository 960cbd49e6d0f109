import { Page } from "../../ui/page.js";
import { firmTexts as texts } from "./firm.texts.js";

export function FirmPage() {
  return <Page title={texts.title}>{null}</Page>;
}
