import { useForm } from "@mantine/form";
import { useState } from "react";
import * as z from "zod/mini";
import { auth, isCancelled, knowsPasskeys } from "../../lib/auth.js";
import { checkWith } from "../../lib/check-with.js";
import { Banner } from "../../ui/banner.js";
import { Button } from "../../ui/button.js";
import { PasswordField, TextField } from "../../ui/field.js";
import { signInTexts as texts } from "./sign-in.texts.js";
import styles from "./sign-in.module.css";

const credentials = z.object({ email: z.string().check(z.trim(), z.email(texts.emailInvalid)), password: z.string().check(z.minLength(1, texts.passwordMissing)) });
const secondStep = z.object({ code: z.string().check(z.trim(), z.minLength(1, texts.codeMissing)) });

function wording(status: number, wrong: string): string {
  if (status === 429) return texts.tooMany;
  return status >= 400 && status < 500 ? wrong : texts.unreachable;
}

/** A passkey, or e-mail and password and then the second step where one is set up. Paste and password managers work everywhere (WCAG 3.3.8). */
export function SignInForm({ onSignedIn }: { readonly onSignedIn: () => Promise<void> }) {
  const [needsSecondStep, setNeedsSecondStep] = useState(false);
  return needsSecondStep ? <SecondStep onSignedIn={onSignedIn} onBack={() => setNeedsSecondStep(false)} /> : <Credentials onSignedIn={onSignedIn} onSecondStep={() => setNeedsSecondStep(true)} />;
}

function Credentials({ onSignedIn, onSecondStep }: { readonly onSignedIn: () => Promise<void>; readonly onSecondStep: () => void }) {
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const form = useForm({ mode: "uncontrolled", initialValues: { email: "", password: "" }, validate: checkWith(credentials) });
  const submit = form.onSubmit(async ({ email, password }) => {
    setBusy(true);
    setFailure(null);
    const { data, error } = await auth.signIn.email({ email: email.trim(), password });
    if (error) setFailure(wording(error.status, texts.wrong));
    else if (data && "twoFactorRedirect" in data && data.twoFactorRedirect) onSecondStep();
    else await onSignedIn();
    setBusy(false);
  });
  const usePasskey = async () => {
    setBusy(true);
    setFailure(null);
    const { error } = await auth.signIn.passkey();
    if (!error) await onSignedIn();
    else if (!isCancelled(error)) setFailure(wording(error.status, texts.passkeyUnknown));
    setBusy(false);
  };
  return (
    <form onSubmit={submit} className={styles["form"]} noValidate>
      {failure ? <Banner tone="failure" title={failure} isUrgent /> : null}
      <TextField label={texts.email} type="email" autoComplete="username" inputMode="email" data-autofocus key={form.key("email")} {...form.getInputProps("email")} />
      <PasswordField label={texts.password} autoComplete="current-password" key={form.key("password")} {...form.getInputProps("password")} />
      <Button type="submit" look="primary" isBusy={isBusy}>{texts.submit}</Button>
      {knowsPasskeys ? <Button isBusy={isBusy} onClick={() => void usePasskey()}>{texts.passkey}</Button> : null}
    </form>
  );
}

/** The one field of the step takes the focus: the person was typing already. */
function focusFirst(input: HTMLInputElement | null): void {
  input?.focus();
}

function SecondStep({ onSignedIn, onBack }: { readonly onSignedIn: () => Promise<void>; readonly onBack: () => void }) {
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isBackup, setBackup] = useState(false);
  const form = useForm({ mode: "uncontrolled", initialValues: { code: "" }, validate: checkWith(secondStep) });
  const submit = form.onSubmit(async ({ code }) => {
    setBusy(true);
    setFailure(null);
    const answer = isBackup ? await auth.twoFactor.verifyBackupCode({ code: code.trim() }) : await auth.twoFactor.verifyTotp({ code: code.replaceAll(/\s/g, "") });
    if (answer.error) setFailure(wording(answer.error.status, texts.wrongCode));
    else await onSignedIn();
    setBusy(false);
  });
  return (
    <form onSubmit={submit} className={styles["form"]} noValidate>
      <p>{texts.codeLead}</p>
      {failure ? <Banner tone="failure" title={failure} isUrgent /> : null}
      <TextField label={isBackup ? texts.backup : texts.code} autoComplete="one-time-code" inputMode={isBackup ? "text" : "numeric"} ref={focusFirst} key={form.key("code")} {...form.getInputProps("code")} />
      <Button type="submit" look="primary" isBusy={isBusy}>{texts.verify}</Button>
      <div className={styles["switch"]}>
        <Button look="quiet" size="sm" onClick={() => setBackup(!isBackup)}>{isBackup ? texts.totpCode : texts.backupCode}</Button>
        <Button look="quiet" size="sm" onClick={onBack}>{texts.back}</Button>
      </div>
    </form>
  );
}
