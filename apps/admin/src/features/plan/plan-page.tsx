import { Page } from "../../ui/page.js";
import { planTexts as texts } from "./plan.texts.js";

export function PlanPage() {
  return <Page title={texts.title}>{null}</Page>;
}
