import { useState } from "react";
import { useRecordLink } from "../lib/record-link.js";
import { Banner } from "./banner.js";
import { Button } from "./button.js";
import { Dialog } from "./dialog.js";
import type { LinkableRecord } from "./record-link-buttons.js";
import { recordLinkTexts } from "./record-link.texts.js";
import { toast } from "./toast.js";
import styles from "./record-link.module.css";

const texts = recordLinkTexts.remove;

interface RemoveLinkDialogProps {
  readonly record: LinkableRecord;
  readonly linkedTo: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Ends a wrong link, after saying that the record then waits. */
export function RemoveLinkDialog({ record, linkedTo, onClose, onDone }: RemoveLinkDialogProps) {
  const { removeLink } = useRecordLink();
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async () => {
    setBusy(true);
    const why = await removeLink(record.id);
    setBusy(false);
    if (why) return setRefusal(why);
    toast({ message: texts.done(record.name) });
    onDone();
    onClose();
  };
  return (
    <Dialog
      isOpen onClose={onClose} title={texts.title(record.name)}
      actions={
        <>
          <Button onClick={onClose}>{recordLinkTexts.cancel}</Button>
          <Button look="danger" isBusy={isBusy} onClick={() => void submit()}>{texts.submit}</Button>
        </>
      }
    >
      {refusal ? <Banner tone="failure" title={refusal} isUrgent /> : null}
      <ul className={styles["consequences"]}>
        {texts.consequences(record.kind, linkedTo).map((sentence) => <li key={sentence}>{sentence}</li>)}
      </ul>
    </Dialog>
  );
}
