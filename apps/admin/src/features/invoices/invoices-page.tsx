import { Page } from "../../ui/page.js";
import { invoicesTexts as texts } from "./invoices.texts.js";

export function InvoicesPage() {
  return <Page title={texts.title}>{null}</Page>;
}
