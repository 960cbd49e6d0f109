import { useForm } from "@mantine/form";
import { useState } from "react";
import { useMutation } from "urql";
import { splitErrors } from "../../lib/form-errors.js";
import type { Role } from "../../lib/viewer.js";
import { Button } from "../../ui/button.js";
import { CopyField } from "../../ui/copy-field.js";
import { Dialog } from "../../ui/dialog.js";
import { Radio, TextField } from "../../ui/field.js";
import { FormDialog } from "../../ui/form-dialog.js";
import { roles } from "./role-rights.js";
import { inviteUserMutation } from "./team-queries.js";
import { teamTexts } from "./team.texts.js";
import styles from "./team.module.css";

const texts = teamTexts.inviting;

/** Makes an invitation and shows its link once. */
export function InviteDialog({ onClose, onDone }: { readonly onClose: () => void; readonly onDone: () => void }) {
  const [{ fetching }, invite] = useMutation(inviteUserMutation);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [url, setUrl] = useState<string | null>(null);
  const form = useForm<{ email: string; role: Role }>({
    initialValues: { email: "", role: "STAFF" },
    validate: { email: (email) => (/^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/.test(email.trim()) ? null : texts.emailInvalid) },
  });
  const submit = form.onSubmit(async ({ email, role }) => {
    const { data, error } = await invite({ input: { email: email.trim(), role } });
    const { fields, rest } = splitErrors(data?.inviteUser.userErrors ?? [], ["email", "role"]);
    form.setErrors(fields);
    setRefusal(rest ?? (data ? null : (error?.message ?? null)));
    if (!data?.inviteUser.url) return;
    setUrl(data.inviteUser.url);
    onDone();
  });
  if (url) {
    return (
      <Dialog isOpen onClose={onClose} title={texts.doneTitle} actions={<Button look="primary" onClick={onClose}>{texts.close}</Button>}>
        <p>{texts.done(form.values.email.trim())}</p>
        <CopyField label={texts.link} value={url} />
      </Dialog>
    );
  }
  return (
    <FormDialog title={texts.title} refusal={refusal} submitText={texts.submit} isBusy={fetching} onSubmit={submit} onClose={onClose}>
      <TextField label={texts.email} type="email" data-autofocus autoComplete="off" {...form.getInputProps("email")} />
      <Radio.Group label={texts.role} {...form.getInputProps("role")}>
        <div className={styles["roles"]}>{roles.map((role) => <Radio key={role} value={role} label={teamTexts.roles[role]} description={teamTexts.roleHints[role]} />)}</div>
      </Radio.Group>
    </FormDialog>
  );
}
