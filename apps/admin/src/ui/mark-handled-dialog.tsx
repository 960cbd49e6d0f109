import { useState } from "react";
import { useRecordLink } from "../lib/record-link.js";
import { Banner } from "./banner.js";
import { Button } from "./button.js";
import { Dialog } from "./dialog.js";
import { TextField } from "./field.js";
import type { LinkableRecord } from "./record-link-buttons.js";
import { recordLinkTexts } from "./record-link.texts.js";
import { toast } from "./toast.js";
import styles from "./record-link.module.css";

const texts = recordLinkTexts.handled;

interface MarkHandledDialogProps {
  readonly record: LinkableRecord;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Settles an invoice by a person's word, with the reason. */
export function MarkHandledDialog({ record, onClose, onDone }: MarkHandledDialogProps) {
  const { markHandled } = useRecordLink();
  const [reason, setReason] = useState("");
  const [failure, setFailure] = useState<{ of: "reason" | "all"; text: string } | null>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async () => {
    if (reason.trim() === "") return setFailure({ of: "reason", text: texts.reasonNeeded });
    setBusy(true);
    const refusal = await markHandled(record.id, reason.trim());
    setBusy(false);
    if (refusal) return setFailure({ of: "all", text: refusal });
    toast({ tone: "good", message: texts.done(record.name) });
    onDone();
    onClose();
  };
  return (
    <Dialog
      isOpen onClose={onClose} title={texts.title(record.name)}
      actions={
        <>
          <Button onClick={onClose}>{recordLinkTexts.cancel}</Button>
          <Button look="primary" isBusy={isBusy} onClick={() => void submit()}>{texts.submit}</Button>
        </>
      }
    >
      {failure?.of === "all" ? <Banner tone="failure" title={failure.text} isUrgent /> : null}
      <ul className={styles["consequences"]}>
        {texts.consequences.map((sentence) => <li key={sentence}>{sentence}</li>)}
      </ul>
      <TextField
        label={texts.reason} description={texts.reasonHint} withAsterisk maxLength={500} data-autofocus value={reason} error={failure?.of === "reason" ? failure.text : undefined}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Dialog>
  );
}
