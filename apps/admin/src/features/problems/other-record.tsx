import type { FragmentOf } from "../../lib/graphql.js";
import { RecordFacts, type otherRecordFragment } from "../../ui/ledger-record.js";
import { problemsTexts as texts } from "./problems.texts.js";
import styles from "./problems.module.css";

/** What has the number or the name in QuickBooks already. */
export function OtherRecord({ record }: { readonly record: FragmentOf<typeof otherRecordFragment> }) {
  return (
    <p className={styles["other"]}>
      <span className={styles["muted"]}>{texts.inTheWay}</span>
      <RecordFacts record={record} />
    </p>
  );
}
