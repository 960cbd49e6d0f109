import { useState, type FormEvent } from "react";
import { Banner } from "../../ui/banner.js";
import { Button } from "../../ui/button.js";
import { PasswordField } from "../../ui/field.js";
import { accountTexts as texts } from "./account.texts.js";
import styles from "./account.module.css";

interface PasswordStepProps {
  readonly text: string;
  readonly submitText: string;
  /** Resolves with why it was refused, in words; null when it was done. */
  readonly onSubmit: (password: string) => Promise<string | null>;
  readonly onCancel: () => void;
}

/** The password again, before what decides who may sign in is changed. */
export function PasswordStep({ text, submitText, onSubmit, onCancel }: PasswordStepProps) {
  const [password, setPassword] = useState("");
  const [failure, setFailure] = useState<string | null>(null);
  const [isMissing, setMissing] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (password === "") return setMissing(true);
    setBusy(true);
    const refusal = await onSubmit(password);
    setBusy(false);
    setFailure(refusal);
  };
  return (
    <form onSubmit={(event) => void submit(event)} className={styles["stack"]} noValidate>
      <p>{text}</p>
      {failure ? <Banner tone="failure" title={failure} isUrgent /> : null}
      <PasswordField label={texts.password} autoComplete="current-password" data-autofocus value={password} error={isMissing && password === "" ? texts.passwordMissing : null} onChange={(event) => setPassword(event.currentTarget.value)} />
      <div className={styles["actions"]}>
        <Button look="quiet" onClick={onCancel}>{texts.cancel}</Button>
        <Button type="submit" look="primary" isBusy={isBusy}>{submitText}</Button>
      </div>
    </form>
  );
}
