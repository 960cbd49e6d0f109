import { useEffect, useRef, type ReactNode } from "react";
import styles from "./page.module.css";

interface PageProps {
  /** Names the page in the tab, in the heading and to a screen reader when the route changes. */
  readonly title: string;
  /** Beside the heading: a state or a count. */
  readonly mark?: ReactNode;
  /** One line under the heading. */
  readonly lead?: ReactNode;
  /** Buttons at the end of the heading; at most one of them primary. */
  readonly actions?: ReactNode;
  /** Above the heading: where this page belongs. */
  readonly trail?: ReactNode;
  /** `text` keeps lines readable on forms; `full` is for tables. */
  readonly width?: "text" | "full";
  readonly children: ReactNode;
}

/** A page: heading, actions, content. The heading takes the focus when the page opens, so that a keyboard starts at its top. */
export function Page({ title, mark, lead, actions, trail, width = "full", children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Tieout`;
  }, [title]);
  useEffect(() => {
    // Not on the first page of a visit: the browser starts there at the skip link.
    if (document.body.dataset["visited"]) heading.current?.focus({ preventScroll: true });
    document.body.dataset["visited"] = "yes";
  }, []);
  return (
    <div className={styles["page"]} data-width={width}>
      <header className={styles["header"]}>
        {trail ? <div className={styles["trail"]}>{trail}</div> : null}
        <div className={styles["row"]}>
          <div className={styles["title"]}>
            <h1 ref={heading} tabIndex={-1}>{title}</h1>
            {mark}
          </div>
          {actions ? <div className={styles["actions"]}>{actions}</div> : null}
        </div>
        {lead ? <div className={styles["lead"]}>{lead}</div> : null}
      </header>
      {children}
    </div>
  );
}

interface SectionProps {
  readonly title?: ReactNode;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  /** No padding inside, for a table that reaches the edges. */
  readonly isFlush?: boolean;
  readonly children: ReactNode;
  readonly id?: string;
}

/** A surface with a hairline around it and, usually, a heading. */
export function Section({ title, lead, actions, isFlush = false, children, id }: SectionProps) {
  return (
    <section className={styles["section"]} data-flush={isFlush || undefined} id={id} aria-label={typeof title === "string" ? title : undefined}>
      {title || actions ? (
        <div className={styles["sectionHeader"]}>
          <div>
            {title ? <h2>{title}</h2> : null}
            {lead ? <p className={styles["sectionLead"]}>{lead}</p> : null}
          </div>
          {actions ? <div className={styles["actions"]}>{actions}</div> : null}
        </div>
      ) : null}
      <div className={styles["sectionBody"]}>{children}</div>
    </section>
  );
}
