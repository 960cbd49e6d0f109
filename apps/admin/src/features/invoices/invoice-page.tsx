import { Page } from "../../ui/page.js";
import { invoicesTexts as texts } from "./invoices.texts.js";

export function InvoicePage() {
  return <Page title={texts.one}>{null}</Page>;
}
