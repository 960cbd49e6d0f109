import styles from "./reason-brief.module.css";
import { reasonTexts as texts } from "./reason-brief.texts.js";

/** Everything that holds it, one cause a line. */
export function Reasons({ reason }: { readonly reason: string | null }) {
  const causes = reason?.split("; ") ?? [];
  if (causes.length < 2) return reason ? <p>{reason}</p> : null;
  return <ul className={styles["causes"]}>{causes.map((cause) => <li key={cause}>{cause}</li>)}</ul>;
}

/** Why something is held, in the width of a column: the first cause and how many more there are; all of them on hover. */
export function ReasonBrief({ reason }: { readonly reason: string | null }) {
  if (!reason) return null;
  const [first = "", ...others] = reason.split("; ");
  return <span title={reason}>{others.length > 0 ? texts.more(first, others.length) : first}</span>;
}
