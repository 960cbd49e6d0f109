import { useState } from "react";
import { Button } from "../../ui/button.js";
import { accountTexts } from "./account.texts.js";
import styles from "./account.module.css";

const texts = accountTexts.secondStep;

/** The codes, shown once, to be taken elsewhere. */
export function RecoveryCodes({ codes, onKept }: { readonly codes: readonly string[]; readonly onKept: () => void }) {
  const [isCopied, setCopied] = useState(false);
  return (
    <div className={styles["stack"]}>
      <p>{texts.codesText}</p>
      <ol className={styles["codes"]} aria-label={texts.codesTitle}>{codes.map((code) => <li key={code}>{code}</li>)}</ol>
      <div className={styles["actions"]}>
        <Button onClick={() => void navigator.clipboard.writeText(codes.join("\n")).then(() => setCopied(true))}>{isCopied ? texts.copied : texts.copyCodes}</Button>
        <Button look="primary" onClick={onKept}>{texts.kept}</Button>
      </div>
    </div>
  );
}
