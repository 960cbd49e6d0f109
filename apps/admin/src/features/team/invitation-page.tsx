import { Page } from "../../ui/page.js";
import { teamTexts as texts } from "./team.texts.js";

export function InvitationPage() {
  return <Page title={texts.invitation}>{null}</Page>;
}
