import { IconUserPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useQuery } from "urql";
import { Button } from "../../ui/button.js";
import { Page, Section } from "../../ui/page.js";
import { QueryFailure } from "../../ui/query-failure.js";
import { InvitationsList } from "./invitations-list.js";
import { InviteDialog } from "./invite-dialog.js";
import { PeopleTable } from "./people-table.js";
import { RolesMatrix } from "./roles-matrix.js";
import { teamQuery } from "./team-queries.js";
import { teamTexts as texts } from "./team.texts.js";

/** People, invitations, and what each role may do. */
export function TeamPage() {
  const [{ data, error }, read] = useQuery({ query: teamQuery, requestPolicy: "cache-and-network" });
  const [isInviting, setInviting] = useState(false);
  const readAgain = () => read({ requestPolicy: "network-only" });
  return (
    <Page title={texts.title} lead={texts.lead} actions={<Button look="primary" icon={<IconUserPlus size={16} stroke={1.6} aria-hidden="true" />} onClick={() => setInviting(true)}>{texts.invite}</Button>}>
      {error && !data ? <QueryFailure error={error} onRetry={readAgain} /> : (
        <>
          <Section isFlush><PeopleTable people={data?.users} onChanged={readAgain} /></Section>
          <InvitationsList invitations={data?.invitations ?? []} onChanged={readAgain} />
        </>
      )}
      <RolesMatrix />
      {isInviting ? <InviteDialog onClose={() => setInviting(false)} onDone={readAgain} /> : null}
    </Page>
  );
}
