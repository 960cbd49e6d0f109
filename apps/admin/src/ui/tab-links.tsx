import { Link, type LinkOptions } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { count as written } from "../lib/text.js";
import styles from "./list-controls.module.css";

export interface TabLink {
  readonly key: string;
  readonly url: LinkOptions;
  readonly label: string;
  readonly count?: number | undefined;
  /** Under the word: what its rows come to. */
  readonly sum?: ReactNode;
}

/** Views of one page as links, so that each has its own address. */
export function TabLinks({ label, tabs, current }: { readonly label: string; readonly tabs: readonly TabLink[]; readonly current: string }) {
  return (
    <nav className={styles["tabs"]} aria-label={label}>
      {tabs.map((tab) => (
        <Link key={tab.key} {...tab.url} className={styles["tab"]} aria-current={tab.key === current ? "page" : undefined} activeProps={{}} activeOptions={{ exact: true }} replace>
          <span className={styles["tabWord"]}>
            {tab.label}
            {tab.count === undefined ? null : <span className={styles["count"]}>{written(tab.count)}</span>}
          </span>
          {tab.sum === undefined ? null : <span className={styles["tabSum"]}>{tab.sum}</span>}
        </Link>
      ))}
    </nav>
  );
}
