import type { ReactNode } from "react";
import styles from "./list-controls.module.css";

/** Search, chips and further controls above a list, on one line where they fit. */
export function ListBar({ children, end }: { readonly children: ReactNode; readonly end?: ReactNode }) {
  return (
    <div className={styles["bar"]} data-inset="">
      {children}
      {end ? <div data-end="">{end}</div> : null}
    </div>
  );
}
