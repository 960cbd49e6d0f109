import { Page } from "../../ui/page.js";
import { clientsTexts as texts } from "./clients.texts.js";

export function ClientsPage() {
  return <Page title={texts.title}>{null}</Page>;
}
