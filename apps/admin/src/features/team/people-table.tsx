import { useMemo, useState } from "react";
import { useMutation } from "urql";
import { useViewer, type Role } from "../../lib/viewer.js";
import { Button } from "../../ui/button.js";
import { columnsOf, DataTable } from "../../ui/data-table.js";
import { Dialog } from "../../ui/dialog.js";
import { SelectField } from "../../ui/field.js";
import { RelativeTime } from "../../ui/relative-time.js";
import { toast } from "../../ui/toast.js";
import { WordMark } from "../../ui/word-mark.js";
import { roles } from "./role-rights.js";
import { changeUserRoleMutation, removeUserMutation, type Person } from "./team-queries.js";
import { teamTexts as texts } from "./team.texts.js";
import styles from "./team.module.css";

/** Who may sign in: their role, changed in place, and the way out. */
export function PeopleTable({ people, onChanged }: { readonly people: readonly Person[] | undefined; readonly onChanged: () => void }) {
  const { email: own } = useViewer();
  const [, change] = useMutation(changeUserRoleMutation);
  const [removed, setRemoved] = useState<Person | null>(null);
  const changeRole = async (person: Person, role: Role) => {
    const { data, error } = await change({ input: { userId: person.id, role } });
    const why = data?.changeUserRole.userErrors[0]?.message ?? error?.message;
    toast(why ? { tone: "failure", message: why } : { tone: "good", message: texts.changed(person.name, texts.roles[role]) });
    onChanged();
  };
  const columns = useMemo(
    () =>
      columnsOf<Person>([
        { id: "name", header: texts.columns.name, card: "title", cell: (person) => <span><strong className={styles["name"]}>{person.name}</strong>{person.email === own ? <span className={styles["muted"]}> · {texts.you}</span> : null}</span> },
        { id: "email", header: texts.columns.email, width: "26%", cell: (person) => person.email },
        {
          id: "role", header: texts.columns.role, width: "190px",
          cell: (person) => (
            <SelectField
              size="xs" aria-label={texts.roleOf(person.name)} allowDeselect={false} value={person.role} data={roles.map((role) => ({ value: role, label: texts.roles[role] }))}
              onChange={(role) => (role && role !== person.role ? void changeRole(person, role as Role) : undefined)} comboboxProps={{ transitionProps: { duration: 0 } }}
            />
          ),
        },
        { id: "twoFactor", header: texts.columns.twoFactor, width: "120px", cell: (person) => <WordMark tone={person.hasTwoFactor ? "good" : "attention"} icon={person.hasTwoFactor ? "padlock" : "bang"}>{person.hasTwoFactor ? texts.twoFactor.on : texts.twoFactor.off}</WordMark> },
        { id: "joined", header: texts.columns.joined, width: "140px", shows: "wide", cell: (person) => <RelativeTime at={person.joinedAt} isQuiet /> },
        {
          id: "actions", header: "", width: "112px", align: "end", card: "corner",
          cell: (person) => <Button size="sm" aria-label={texts.remove(person.name)} onClick={() => setRemoved(person)}>{texts.removeShort}</Button>,
        },
      ]),
    // oxlint-disable-next-line react/exhaustive-deps -- the handlers read nothing that changes between renders
    [own],
  );
  return (
    <>
      <DataTable label={texts.title} columns={columns} rows={people} rowId={(person) => person.id} empty={null} />
      {removed ? <RemovalDialog person={removed} onClose={() => setRemoved(null)} onDone={onChanged} /> : null}
    </>
  );
}

function RemovalDialog({ person, onClose, onDone }: { readonly person: Person; readonly onClose: () => void; readonly onDone: () => void }) {
  const [{ fetching }, remove] = useMutation(removeUserMutation);
  const { removal } = texts;
  const submit = async () => {
    const { data, error } = await remove({ input: { userId: person.id } });
    const why = data?.removeUser.userErrors[0]?.message ?? error?.message;
    toast(why ? { tone: "failure", message: why } : { message: removal.done(person.name) });
    onDone();
    onClose();
  };
  return (
    <Dialog
      isOpen onClose={onClose} title={removal.title(person.name)}
      actions={
        <>
          <Button data-autofocus onClick={onClose}>{removal.cancel}</Button>
          <Button look="danger" isBusy={fetching} onClick={() => void submit()}>{removal.submit}</Button>
        </>
      }
    >
      <p>{removal.text}</p>
    </Dialog>
  );
}
