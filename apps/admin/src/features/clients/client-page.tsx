import { Page } from "../../ui/page.js";
import { clientsTexts as texts } from "./clients.texts.js";

export function ClientPage() {
  return <Page title={texts.one}>{null}</Page>;
}
