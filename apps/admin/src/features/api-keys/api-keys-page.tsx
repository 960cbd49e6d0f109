import { Page } from "../../ui/page.js";
import { apiKeysTexts as texts } from "./api-keys.texts.js";

export function ApiKeysPage() {
  return <Page title={texts.title}>{null}</Page>;
}
