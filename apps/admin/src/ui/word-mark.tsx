import type { ReactNode } from "react";
import type { Tone } from "./state-chip.js";
import { stateIcons, type StateIcon } from "./state-icons.js";
import styles from "./state-chip.module.css";

interface WordMarkProps {
  readonly tone: Tone;
  readonly icon: StateIcon;
  readonly children: ReactNode;
  /** Why, or more of it; shown on hover and read to a screen reader. */
  readonly reason?: string | null | undefined;
  readonly variant?: "plain" | "boxed";
}

/** A word with its colour and shape (rule D1), for statuses that are not one of the shared states: a mapping, an import's row, a week. */
export function WordMark({ tone, icon, children, reason, variant = "plain" }: WordMarkProps) {
  return (
    <span className={styles["chip"]} data-tone={tone} data-variant={variant} title={reason ?? undefined}>
      {stateIcons[icon]}
      <span>{children}</span>
      {reason ? <span className="visually-hidden">: {reason}</span> : null}
    </span>
  );
}
