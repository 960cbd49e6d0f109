import { ButtonLink } from "../../ui/button.js";
import { FrontPage } from "../../ui/front-page.js";
import { connectionTexts } from "./connection.texts.js";
import { connectionUrl } from "./urls.js";

const texts = connectionTexts.withdrawn;

/** Where Intuit sends people who withdrew the access in QuickBooks: what is kept and the way back. The same, without data, when signed out (UX-26). */
export function DisconnectedPage() {
  return (
    <FrontPage title={texts.title} lead={texts.text}>
      <p>{texts.kept}</p>
      <ButtonLink {...connectionUrl} look="primary">{texts.reconnect}</ButtonLink>
    </FrontPage>
  );
}
