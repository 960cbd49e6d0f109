import { useEffect, useState } from "react";
import styles from "./progress-bar.module.css";

interface ProgressBarProps {
  readonly label: string;
  readonly done: number;
  /** Null while the end is not known: the bar moves without a share. */
  readonly total: number | null;
  /** Under the bar, and spoken politely at most every ten seconds (UX-79). */
  readonly words: string;
  readonly isEnded?: boolean;
}

/** How far something is. */
export function ProgressBar({ label, done, total, words, isEnded = false }: ProgressBarProps) {
  const [spoken, setSpoken] = useState(words);
  useEffect(() => {
    const timer = setTimeout(() => setSpoken(words), isEnded ? 0 : 10_000);
    return () => clearTimeout(timer);
    // oxlint-disable-next-line react/exhaustive-deps -- a new count every quarter second must not restart the wait
  }, [spoken, isEnded]);
  const share = total && total > 0 ? Math.min(1, done / total) : null;
  return (
    <div className={styles["progress"]}>
      <progress aria-label={label} className={styles["bar"]} data-open={share === null && !isEnded ? true : undefined} {...(share === null ? {} : { value: share, max: 1 })} />
      <div className={styles["words"]}>{words}</div>
      <span className="visually-hidden" role="status">{spoken}</span>
    </div>
  );
}
