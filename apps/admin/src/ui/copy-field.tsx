import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useState } from "react";
import { Button } from "./button.js";
import { copyTexts as texts } from "./copy-field.texts.js";
import styles from "./copy-field.module.css";

/** A text to be taken elsewhere (a link, a secret), with a button that copies it and says that it did. */
export function CopyField({ label, value }: { readonly label: string; readonly value: string }) {
  const [isCopied, setCopied] = useState(false);
  return (
    <div className={styles["field"]}>
      <input readOnly value={value} aria-label={label} onFocus={(event) => event.currentTarget.select()} />
      <Button
        icon={isCopied ? <IconCheck size={16} aria-hidden="true" /> : <IconCopy size={16} aria-hidden="true" />}
        onClick={() => void navigator.clipboard.writeText(value).then(() => setCopied(true))}
      >
        {isCopied ? texts.copied : texts.copy}
      </Button>
      <span className="visually-hidden" role="status">{isCopied ? texts.copied : ""}</span>
    </div>
  );
}
