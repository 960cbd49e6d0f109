import { useMutation } from "urql";
import { Button } from "../../ui/button.js";
import { Section } from "../../ui/page.js";
import { RelativeTime } from "../../ui/relative-time.js";
import { toast } from "../../ui/toast.js";
import { revokeInvitationMutation, type Invited } from "./team-queries.js";
import { teamTexts } from "./team.texts.js";
import styles from "./team.module.css";

const texts = teamTexts.invitations;

/** Invitations nobody has taken up yet. */
export function InvitationsList({ invitations, onChanged }: { readonly invitations: readonly Invited[]; readonly onChanged: () => void }) {
  const [, revoke] = useMutation(revokeInvitationMutation);
  const withdraw = async ({ id, email }: Invited) => {
    const { data, error } = await revoke({ input: { invitationId: id } });
    const why = data?.revokeInvitation.userErrors[0]?.message ?? error?.message;
    toast(why ? { tone: "failure", message: why } : { message: texts.withdrawn(email) });
    onChanged();
  };
  return (
    <Section title={texts.title}>
      {invitations.length === 0 ? <p className={styles["muted"]}>{texts.none}</p> : (
        <ul className={styles["invitations"]}>
          {invitations.map((invitation) => (
            <li key={invitation.id}>
              <strong>{invitation.email}</strong>
              <span>{teamTexts.roles[invitation.role]}</span>
              <span className={styles["muted"]}>{texts.by(invitation.invitedBy)} · {texts.until} <RelativeTime at={invitation.expiresAt} /></span>
              <Button size="sm" aria-label={texts.withdrawOf(invitation.email)} onClick={() => void withdraw(invitation)}>{texts.withdraw}</Button>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
