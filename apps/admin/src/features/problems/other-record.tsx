import { IconExternalLink } from "@tabler/icons-react";
import { formatDay, formatMoney } from "../../lib/format.js";
import { graphql, readFragment, type FragmentOf } from "../../lib/graphql.js";
import { problemsTexts as texts } from "./problems.texts.js";
import styles from "./problems.module.css";

export const otherRecordFragment = graphql(`
  fragment OtherRecord_record on OtherRecord { kind ledgerId name customerName issuedOn total { amount currency } url }
`);

/** What has the number or the name in QuickBooks already: whose, of which day, how much, and where it opens. */
export function OtherRecord(props: { readonly record: FragmentOf<typeof otherRecordFragment> }) {
  const { kind, ledgerId, name, customerName, issuedOn, total, url } = readFragment(otherRecordFragment, props.record);
  const what = texts.otherRecord(kind, name, ledgerId);
  return (
    <p className={styles["other"]}>
      <span className={styles["muted"]}>{texts.inTheWay}</span>
      {url ? <a href={url} target="_blank" rel="noreferrer">{what} <IconExternalLink size={15} stroke={1.6} aria-label={texts.opensInQuickBooks} /></a> : <strong>{what}</strong>}
      {customerName ? <span>{customerName}</span> : null}
      {issuedOn ? <span>{formatDay(issuedOn)}</span> : null}
      {total ? <span>{formatMoney(total, true)}</span> : null}
    </p>
  );
}
