import type { FormEvent, ReactNode } from "react";
import { Banner } from "./banner.js";
import { Button } from "./button.js";
import { Dialog } from "./dialog.js";
import { uiTexts } from "./ui.texts.js";
import styles from "./form-dialog.module.css";

interface FormDialogProps {
  readonly title: string;
  readonly size?: "md" | "lg";
  /** Why the API refused it, in words, where no single field is at fault. */
  readonly refusal: string | null;
  readonly submitText: string;
  readonly isBusy: boolean;
  readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A form in a dialog: its fields, why it was refused, and the two buttons at its end. Enter in any field submits. */
export function FormDialog({ title, size = "md", refusal, submitText, isBusy, onSubmit, onClose, children }: FormDialogProps) {
  return (
    <Dialog isOpen onClose={onClose} title={title} size={size}>
      <form onSubmit={onSubmit} noValidate className={styles["form"]}>
        {refusal ? <Banner tone="failure" title={refusal} isUrgent /> : null}
        {children}
        <div className={styles["actions"]}>
          <Button look="quiet" onClick={onClose}>{uiTexts.cancel}</Button>
          <Button type="submit" look="primary" isBusy={isBusy}>{submitText}</Button>
        </div>
      </form>
    </Dialog>
  );
}
