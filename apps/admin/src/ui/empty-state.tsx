import type { ReactNode } from "react";
import styles from "./empty-state.module.css";

interface EmptyStateProps {
  /** `nothing-yet` says what to do; `nothing-matches` names the filters; `all-done` says when it was checked (UX-106). */
  readonly kind: "nothing-yet" | "nothing-matches" | "all-done";
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** What stands where a list would be. Never a bare picture: it always says what happens next. */
export function EmptyState({ kind, title, children, action }: EmptyStateProps) {
  return (
    <div className={styles["empty"]} data-kind={kind}>
      <span className={styles["rule"]} aria-hidden="true" />
      <p className={styles["title"]}>{title}</p>
      {children ? <div className={styles["text"]}>{children}</div> : null}
      {action ? <div className={styles["action"]}>{action}</div> : null}
    </div>
  );
}
