import { useState } from "react";
import { useSetAside } from "../lib/set-aside.js";
import { Banner } from "./banner.js";
import { Button } from "./button.js";
import { Dialog } from "./dialog.js";
import { setAsideTexts as texts, type SetAsideKind } from "./set-aside.texts.js";
import { toast } from "./toast.js";
import styles from "./set-aside.module.css";

interface IncludeAgainDialogProps {
  readonly records: readonly { readonly recordId: string; readonly recordKind: SetAsideKind; readonly label: string; readonly state: "SET_ASIDE" | "EXTERNAL" }[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Takes records back into the sync, after saying what that sets off. */
export function IncludeAgainDialog({ records, onClose, onDone }: IncludeAgainDialogProps) {
  const { includeAgain } = useSetAside();
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [first] = records;
  const submit = async () => {
    setBusy(true);
    const answer = await includeAgain(records.map(({ recordId }) => recordId));
    setBusy(false);
    if (answer.refusal) return setRefusal(answer.refusal);
    toast({ tone: "good", message: answer.released === 0 ? texts.nothingIncluded : texts.included(answer.released, answer.runNumber) });
    onDone();
    onClose();
  };
  return (
    <Dialog
      isOpen onClose={onClose} title={records.length === 1 && first ? texts.includeTitle(first.label) : texts.includeTitleMany(records.length)}
      actions={
        <>
          <Button onClick={onClose}>{texts.includeCancel}</Button>
          <Button look="primary" isBusy={isBusy} onClick={() => void submit()}>{texts.include}</Button>
        </>
      }
    >
      {refusal ? <Banner tone="failure" title={refusal} isUrgent /> : null}
      <ul className={styles["consequences"]}>
        {texts.includeConsequences(records.map(({ recordKind }) => recordKind), records.some(({ state }) => state === "EXTERNAL")).map((sentence) => <li key={sentence}>{sentence}</li>)}
      </ul>
    </Dialog>
  );
}
