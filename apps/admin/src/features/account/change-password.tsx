import { useForm } from "@mantine/form";
import { useState } from "react";
import * as z from "zod/mini";
import { auth } from "../../lib/auth.js";
import { checkWith } from "../../lib/check-with.js";
import { Banner } from "../../ui/banner.js";
import { Button } from "../../ui/button.js";
import { PasswordField } from "../../ui/field.js";
import { Section } from "../../ui/page.js";
import { passwordTexts } from "../../ui/password.texts.js";
import { toast } from "../../ui/toast.js";
import { accountTexts } from "./account.texts.js";
import { refusalWords } from "./refusal-words.js";
import styles from "./account.module.css";

const texts = accountTexts.change;
const passwords = z.object({ current: z.string().check(z.minLength(1, accountTexts.passwordMissing)), next: z.string().check(z.minLength(10, passwordTexts.short)) });

/** Another password; every other session ends with the old one. */
export function ChangePassword({ onChanged }: { readonly onChanged: () => void }) {
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const form = useForm({ initialValues: { current: "", next: "" }, validate: checkWith(passwords) });
  const submit = form.onSubmit(async ({ current, next }) => {
    setBusy(true);
    const { error } = await auth.changePassword({ currentPassword: current, newPassword: next, revokeOtherSessions: true });
    setBusy(false);
    setFailure(refusalWords(error, accountTexts.wrongPassword));
    if (error) return;
    form.reset();
    toast({ tone: "good", message: texts.saved });
    onChanged();
  });
  return (
    <Section title={texts.title}>
      <form onSubmit={submit} className={styles["stack"]} noValidate>
        {failure ? <Banner tone="failure" title={failure} isUrgent /> : null}
        <div className={styles["fields"]}>
          <PasswordField label={texts.current} autoComplete="current-password" {...form.getInputProps("current")} />
          <PasswordField label={texts.next} description={passwordTexts.hint} inputWrapperOrder={["label", "input", "description", "error"]} autoComplete="new-password" {...form.getInputProps("next")} />
        </div>
        <div><Button type="submit" isBusy={isBusy}>{texts.save}</Button></div>
      </form>
    </Section>
  );
}
