import { IconAlertTriangle, IconEqual, IconEqualNot } from "@tabler/icons-react";
import { tieOutTexts as texts } from "./tie-out.texts.js";
import styles from "./tie-out.module.css";

const icons = { TIES_OUT: IconEqual, EXPLAINED: IconEqualNot, OPEN: IconAlertTriangle } as const;

/** How a proof came out: a word, a colour and a shape. `isShort` keeps the word for a screen reader. */
export function ResultMark({ result, isShort = false }: { readonly result: keyof typeof icons; readonly isShort?: boolean }) {
  const Icon = icons[result];
  return (
    <span className={styles["result"]} data-result={result} title={texts.result[result]}>
      <Icon size={15} stroke={2} aria-hidden="true" />
      <span className={isShort ? "visually-hidden" : undefined}>{texts.result[result]}</span>
    </span>
  );
}
