import { useState, type FormEvent } from "react";
import { auth } from "../../lib/auth.js";
import { Banner } from "../../ui/banner.js";
import { Button } from "../../ui/button.js";
import { CopyField } from "../../ui/copy-field.js";
import { Dialog } from "../../ui/dialog.js";
import { TextField } from "../../ui/field.js";
import { accountTexts } from "./account.texts.js";
import { PasswordStep } from "./password-step.js";
import { QrCode } from "./qr-code.js";
import { RecoveryCodes } from "./recovery-codes.js";
import { refusalWords } from "./refusal-words.js";
import styles from "./account.module.css";

const texts = accountTexts.secondStep;

interface Enrolment {
  readonly uri: string;
  readonly codes: readonly string[];
}

/** Password, QR code, first code, recovery codes: the second step counts from the moment its first code was right. */
export function SetUpDialog({ onClose, onTurnedOn }: { readonly onClose: () => void; readonly onTurnedOn: () => void }) {
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const [isOn, setOn] = useState(false);
  return (
    <Dialog isOpen onClose={onClose} title={isOn ? texts.codesTitle : texts.setUpTitle} isBinding={isOn}>
      {enrolment === null ? (
        <PasswordStep
          text={texts.setUpText} submitText={texts.next} onCancel={onClose}
          onSubmit={async (password) => {
            const { data, error } = await auth.twoFactor.enable({ password });
            if (data && "totpURI" in data) setEnrolment({ uri: data.totpURI, codes: data.backupCodes });
            return refusalWords(error, accountTexts.wrongPassword);
          }}
        />
      ) : isOn ? (
        <RecoveryCodes codes={enrolment.codes} onKept={onClose} />
      ) : (
        <FirstCode
          uri={enrolment.uri} onCancel={onClose}
          onRight={() => {
            setOn(true);
            onTurnedOn();
          }}
        />
      )}
    </Dialog>
  );
}

function FirstCode({ uri, onRight, onCancel }: { readonly uri: string; readonly onRight: () => void; readonly onCancel: () => void }) {
  const [code, setCode] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const digits = code.replaceAll(/\s/g, "");
    if (digits === "") return setFault(texts.codeMissing);
    setBusy(true);
    const { error } = await auth.twoFactor.verifyTotp({ code: digits });
    setBusy(false);
    setFailure(refusalWords(error, texts.wrongCode));
    if (!error) onRight();
  };
  return (
    <form onSubmit={(event) => void submit(event)} className={styles["stack"]} noValidate>
      <p>{texts.scanText}</p>
      <QrCode text={uri} label={texts.qr} />
      <div className={styles["secret"]}>
        <span className={styles["muted"]}>{texts.secret}</span>
        <CopyField label={texts.secret} value={new URL(uri).searchParams.get("secret") ?? ""} />
      </div>
      {failure ? <Banner tone="failure" title={failure} isUrgent /> : null}
      <TextField label={texts.code} autoComplete="one-time-code" inputMode="numeric" className={styles["code"]} value={code} error={fault} onChange={(event) => { setCode(event.currentTarget.value); setFault(null); }} />
      <div className={styles["actions"]}>
        <Button look="quiet" onClick={onCancel}>{accountTexts.cancel}</Button>
        <Button type="submit" look="primary" isBusy={isBusy}>{texts.confirm}</Button>
      </div>
    </form>
  );
}
