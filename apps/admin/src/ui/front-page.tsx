import { useEffect, type ReactNode } from "react";
import styles from "./front-page.module.css";

/** A page before sign-in: the mark, a narrow column, the double rule. */
export function FrontPage({ title, lead, children, foot }: { readonly title: string; readonly lead?: ReactNode; readonly children: ReactNode; readonly foot?: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Tieout`;
  }, [title]);
  return (
    <div className={styles["frame"]}>
      <main className={styles["card"]}>
        <div className={styles["brand"]}>
          <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="7" fill="var(--accent)" /><path d="M8 12.5h16M8 19.5h16" stroke="var(--on-accent)" strokeWidth="3" strokeLinecap="round" /></svg>
          <span>Tieout</span>
        </div>
        <header className={styles["header"]}>
          <h1>{title}</h1>
          {lead ? <p>{lead}</p> : null}
        </header>
        {children}
      </main>
      {foot ? <div className={styles["foot"]}>{foot}</div> : null}
    </div>
  );
}
