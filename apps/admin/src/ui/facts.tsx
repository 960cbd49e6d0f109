import type { ReactNode } from "react";
import styles from "./facts.module.css";

export interface Fact {
  readonly term: string;
  readonly value: ReactNode;
}

/** Short facts, each with its term; what is missing is left out by the caller. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={styles["facts"]}>
      {facts.map(({ term, value }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
