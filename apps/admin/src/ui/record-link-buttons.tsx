import { useState } from "react";
import { useLedgerBlock } from "../lib/ledger-readiness.js";
import { useMay } from "../lib/viewer.js";
import { Button } from "./button.js";
import { LinkRecordDialog } from "./link-record-dialog.js";
import { MarkHandledDialog } from "./mark-handled-dialog.js";
import { recordLinkTexts as texts, type LinkedKind } from "./record-link.texts.js";
import { RemoveLinkDialog } from "./remove-link-dialog.js";
import styles from "./record-link.module.css";

export interface LinkableRecord {
  readonly id: string;
  readonly kind: LinkedKind;
  readonly name: string;
  /** What it is linked to is called in QuickBooks; null without a link. */
  readonly linkedTo: string | null;
}

interface RecordLinkButtonsProps {
  readonly record: LinkableRecord;
  /** An invoice that was not sent may have been settled by hand. */
  readonly canBeHandled?: boolean;
  readonly onDone: () => void;
}

/** Corrects what a record is in QuickBooks, after saying what that means. Nothing while there is no sync. */
export function RecordLinkButtons({ record, canBeHandled = false, onDone }: RecordLinkButtonsProps) {
  const [asks, setAsks] = useState<"link" | "remove" | "handled" | null>(null);
  const may = useMay("linkRecord");
  const block = useLedgerBlock();
  const blockedBecause = may ? null : texts.forbidden;
  const close = () => setAsks(null);
  if (block === "not connected" || block === "not enabled") return null;
  return (
    <div className={styles["buttons"]}>
      <Button look="quiet" size="sm" blockedBecause={blockedBecause} onClick={() => setAsks("link")}>{texts.link.button(record.kind, record.linkedTo !== null)}</Button>
      {record.linkedTo === null ? null : <Button look="quiet" size="sm" blockedBecause={blockedBecause} onClick={() => setAsks("remove")}>{texts.remove.button}</Button>}
      {canBeHandled ? <Button look="quiet" size="sm" blockedBecause={blockedBecause} onClick={() => setAsks("handled")}>{texts.handled.button}</Button> : null}
      {asks === "link" ? <LinkRecordDialog record={record} onClose={close} onDone={onDone} /> : null}
      {asks === "remove" && record.linkedTo !== null ? <RemoveLinkDialog record={record} linkedTo={record.linkedTo} onClose={close} onDone={onDone} /> : null}
      {asks === "handled" ? <MarkHandledDialog record={record} onClose={close} onDone={onDone} /> : null}
    </div>
  );
}
