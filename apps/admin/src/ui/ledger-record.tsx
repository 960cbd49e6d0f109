import { IconExternalLink } from "@tabler/icons-react";
import { formatDay, formatMinutes, formatMoney } from "../lib/format.js";
import { graphql, readFragment, type FragmentOf } from "../lib/graphql.js";
import { ledgerRecordTexts as texts } from "./ledger-record.texts.js";

export const otherRecordFragment = graphql(`
  fragment OtherRecord_record on OtherRecord { kind ledgerId name customerName issuedOn minutes total { amount currency } changedAt url }
`);

/** What a person knows a record of QuickBooks by: whose, of which day, how much, and where it opens. */
export function RecordFacts(props: { readonly record: FragmentOf<typeof otherRecordFragment> }) {
  const { kind, ledgerId, name, customerName, issuedOn, minutes, total, url } = readFragment(otherRecordFragment, props.record);
  const what = texts.nameOf(kind, name, ledgerId);
  return (
    <>
      {url ? <a href={url} target="_blank" rel="noreferrer">{what} <IconExternalLink size={15} stroke={1.6} aria-label={texts.opensInQuickBooks} /></a> : <strong>{what}</strong>}
      {customerName ? <span>{customerName}</span> : null}
      {/* The name of time says its day. */}
      {issuedOn && minutes === null ? <span>{formatDay(issuedOn)}</span> : null}
      {minutes === null ? null : <span>{formatMinutes(minutes)}</span>}
      {total ? <span>{formatMoney(total, true)}</span> : null}
    </>
  );
}
