import { Page } from "../../ui/page.js";
import { teamTexts as texts } from "./team.texts.js";

export function TeamPage() {
  return <Page title={texts.title}>{null}</Page>;
}
