import { Page } from "../../ui/page.js";
import { mappingTexts as texts } from "./mapping.texts.js";

export function MappingPage() {
  return <Page title={texts.title}>{null}</Page>;
}
