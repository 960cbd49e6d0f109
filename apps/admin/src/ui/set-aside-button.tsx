import { useState } from "react";
import { useLedgerBlock } from "../lib/ledger-readiness.js";
import { useSetAside } from "../lib/set-aside.js";
import { useMay } from "../lib/viewer.js";
import { Banner } from "./banner.js";
import { Button } from "./button.js";
import { Dialog } from "./dialog.js";
import { TextField } from "./field.js";
import { setAsideTexts as texts, type SetAsideKind } from "./set-aside.texts.js";
import { toast } from "./toast.js";
import styles from "./set-aside.module.css";

interface SetAsideButtonProps {
  readonly record: { readonly id: string; readonly kind: SetAsideKind; readonly name: string; readonly isLinked: boolean };
  readonly onDone: () => void;
}

/** Leaves one record out of the sync, after saying what that means and asking why. Nothing while there is no sync to leave it out of. */
export function SetAsideButton({ record, onDone }: SetAsideButtonProps) {
  const { setAside } = useSetAside();
  const may = useMay("setAside");
  const block = useLedgerBlock();
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const [failure, setFailure] = useState<{ of: "reason" | "all"; text: string } | null>(null);
  const [isBusy, setBusy] = useState(false);
  const close = () => {
    setAsking(false);
    setFailure(null);
  };
  const submit = async () => {
    if (reason.trim() === "") return setFailure({ of: "reason", text: texts.reasonNeeded });
    setBusy(true);
    const refusal = await setAside([record.id], reason.trim());
    setBusy(false);
    if (refusal) return setFailure({ of: "all", text: refusal });
    toast({ message: texts.done(record.name) });
    close();
    onDone();
  };
  if (block === "not connected" || block === "not enabled") return null;
  return (
    <>
      <Button look="quiet" size="sm" blockedBecause={may ? null : texts.forbidden} onClick={() => setAsking(true)}>{texts.button}</Button>
      {isAsking ? (
        <Dialog
          isOpen onClose={close} title={texts.title(record.name)}
          actions={
            <>
              <Button onClick={close}>{texts.cancel}</Button>
              <Button look="primary" isBusy={isBusy} onClick={() => void submit()}>{texts.submit}</Button>
            </>
          }
        >
          {failure?.of === "all" ? <Banner tone="failure" title={failure.text} isUrgent /> : null}
          <ul className={styles["consequences"]}>
            {[...texts.consequences(record.kind, record.isLinked), texts.always].map((sentence) => <li key={sentence}>{sentence}</li>)}
          </ul>
          <TextField
            label={texts.reason} description={texts.reasonHint} withAsterisk maxLength={500} data-autofocus value={reason} error={failure?.of === "reason" ? failure.text : undefined}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </Dialog>
      ) : null}
    </>
  );
}
