import { Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { uiTexts } from "./ui.texts.js";
import styles from "./dialog.module.css";

interface DialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
  /** Buttons, the consequential one last. */
  readonly actions?: ReactNode;
  readonly size?: "sm" | "md" | "lg" | "xl";
  /** It cannot be dismissed without an answer. */
  readonly isBinding?: boolean;
}

/** A question above the page. Focus stays inside and returns to where it was; Escape closes. */
export function Dialog({ isOpen, onClose, title, children, actions, size = "md", isBinding = false }: DialogProps) {
  return (
    <Modal
      opened={isOpen} onClose={onClose} title={title} size={size} withCloseButton={!isBinding} closeOnEscape={!isBinding} closeOnClickOutside={!isBinding}
      closeButtonProps={{ "aria-label": uiTexts.close }} attributes={{ content: { "data-blocks-keys": "" } }} lockScroll={false}
    >
      <div className={styles["content"]}>{children}</div>
      {actions ? <div className={styles["actions"]}>{actions}</div> : null}
    </Modal>
  );
}
