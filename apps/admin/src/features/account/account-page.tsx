import { useState } from "react";
import { useQuery } from "urql";
import { useViewer, viewerQuery } from "../../lib/viewer.js";
import { Facts } from "../../ui/facts.js";
import { Page, Section } from "../../ui/page.js";
import { accountTexts as texts } from "./account.texts.js";
import { ChangePassword } from "./change-password.js";
import { Passkeys } from "./passkeys.js";
import { SecondStep } from "./second-step.js";
import { Sessions } from "./sessions.js";

/** What concerns the person and not the firm: how they sign in, and where they are signed in. */
export function AccountPage() {
  const viewer = useViewer();
  const [, readViewer] = useQuery({ query: viewerQuery, pause: true });
  const [changes, setChanges] = useState(0);
  return (
    <Page title={texts.title} width="text">
      <Section>
        <Facts facts={[{ term: texts.name, value: viewer.name }, { term: texts.email, value: viewer.email }]} />
      </Section>
      <SecondStep isOn={viewer.hasTwoFactor} onChanged={() => readViewer({ requestPolicy: "network-only" })} />
      <Passkeys />
      <ChangePassword onChanged={() => setChanges(changes + 1)} />
      <Sessions key={changes} />
    </Page>
  );
}
