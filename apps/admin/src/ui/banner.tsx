import type { ReactNode } from "react";
import { stateIcons, type StateIcon } from "./state-icons.js";
import styles from "./banner.module.css";

type Tone = "information" | "attention" | "failure" | "good";
const icons: Record<Tone, StateIcon> = { information: "magnifier", attention: "bang", failure: "cloudBang", good: "tick" };

interface BannerProps {
  readonly tone: Tone;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** Spoken at once instead of politely; for what stops the work at hand. */
  readonly isUrgent?: boolean;
}

/** A message that stays: what happened, why, what to do, and what happens meanwhile (rule D2). */
export function Banner({ tone, title, children, actions, isUrgent = false }: BannerProps) {
  return (
    <div className={styles["banner"]} data-tone={tone} role={isUrgent ? "alert" : "status"}>
      <span className={styles["icon"]}>{stateIcons[icons[tone]]}</span>
      <div className={styles["body"]}>
        <div className={styles["title"]}>{title}</div>
        {children ? <div className={styles["text"]}>{children}</div> : null}
      </div>
      {actions ? <div className={styles["actions"]}>{actions}</div> : null}
    </div>
  );
}
