import { IconCopy } from "@tabler/icons-react";
import { Button } from "../../ui/button.js";
import { toast } from "../../ui/toast.js";
import { piecesOf, prettyBody } from "./pretty-body.js";
import { runTexts } from "./runs.texts.js";
import styles from "./call-panel.module.css";

const texts = runTexts.callPanel;

/** A request or an answer as it is kept: JSON set out to be read, anything else as it is; with a button that copies it. */
export function CallBody({ title, text, nothing }: { readonly title: string; readonly text: string | null; readonly nothing: string }) {
  const pretty = text === null ? null : prettyBody(text);
  return (
    <section className={styles["body"]} aria-label={title}>
      <div className={styles["bodyHead"]}>
        <h3>{title}</h3>
        {pretty === null ? null : (
          <Button size="sm" look="quiet" aria-label={texts.copyLabel(title)} icon={<IconCopy size={16} aria-hidden="true" />} onClick={() => void navigator.clipboard.writeText(pretty).then(() => toast({ message: texts.copied }))}>{texts.copy}</Button>
        )}
      </div>
      {pretty === null ? <p className={styles["note"]}>{nothing}</p> : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
        <pre className={styles["code"]} role="region" aria-label={title} tabIndex={0}>
          {piecesOf(pretty).map(({ text: piece, is }, index) => (is === "plain" ? piece : <span key={index} data-is={is}>{piece}</span>))}
        </pre>
      )}
    </section>
  );
}
