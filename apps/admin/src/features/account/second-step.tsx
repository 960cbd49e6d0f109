import { useState } from "react";
import { auth } from "../../lib/auth.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { Section } from "../../ui/page.js";
import { toast } from "../../ui/toast.js";
import { accountTexts } from "./account.texts.js";
import { PasswordStep } from "./password-step.js";
import { RecoveryCodes } from "./recovery-codes.js";
import { refusalWords } from "./refusal-words.js";
import { SetUpDialog } from "./set-up-dialog.js";
import styles from "./account.module.css";

const texts = accountTexts.secondStep;

/** Whether signing in takes a code as well, and everything that changes it. */
export function SecondStep({ isOn, onChanged }: { readonly isOn: boolean; readonly onChanged: () => void }) {
  const [asked, setAsked] = useState<"set up" | "turn off" | "renew" | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const close = () => {
    setAsked(null);
    setCodes(null);
  };
  return (
    <Section title={texts.title} lead={texts.lead}>
      <div className={styles["row"]}>
        <span className={styles["standing"]} data-on={isOn || undefined}>{isOn ? texts.on : texts.off}</span>
        <div className={styles["actions"]}>
          {isOn ? (
            <>
              <Button onClick={() => setAsked("renew")}>{texts.renewCodes}</Button>
              <Button look="quiet" onClick={() => setAsked("turn off")}>{texts.turnOff}</Button>
            </>
          ) : (
            <Button look="primary" onClick={() => setAsked("set up")}>{texts.setUp}</Button>
          )}
        </div>
      </div>
      {asked === "set up" ? (
        <SetUpDialog
          onClose={close}
          onTurnedOn={() => {
            toast({ tone: "good", message: texts.turnedOn });
            onChanged();
          }}
        />
      ) : null}
      {asked === "turn off" ? (
        <Dialog isOpen onClose={close} title={texts.turnOffTitle}>
          <PasswordStep
            text={texts.turnOffText} submitText={texts.turnOff} onCancel={close}
            onSubmit={async (password) => {
              const { error } = await auth.twoFactor.disable({ password });
              if (!error) {
                close();
                toast({ message: texts.turnedOff });
                onChanged();
              }
              return refusalWords(error, accountTexts.wrongPassword);
            }}
          />
        </Dialog>
      ) : null}
      {asked === "renew" ? (
        <Dialog isOpen onClose={close} title={codes ? texts.codesTitle : texts.renewTitle} isBinding={codes !== null}>
          {codes ? <RecoveryCodes codes={codes} onKept={close} /> : (
            <PasswordStep
              text={texts.renewText} submitText={texts.renewCodes} onCancel={close}
              onSubmit={async (password) => {
                const { data, error } = await auth.twoFactor.generateBackupCodes({ password });
                if (data) setCodes(data.backupCodes);
                return refusalWords(error, accountTexts.wrongPassword);
              }}
            />
          )}
        </Dialog>
      ) : null}
    </Section>
  );
}
