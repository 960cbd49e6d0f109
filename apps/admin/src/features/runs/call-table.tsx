import type { LinkOptions } from "@tanstack/react-router";
import { Fragment } from "react";
import { formatClock, formatInstant } from "../../lib/format.js";
import { useFirmFacts } from "../../lib/firm-facts.js";
import { graphql, readFragment, type FragmentOf } from "../../lib/graphql.js";
import { ButtonLink } from "../../ui/button.js";
import { CallAnswer } from "./call-answer.js";
import { CallTries } from "./call-tries.js";
import { runTexts as texts } from "./runs.texts.js";
import styles from "./runs.module.css";

export const callFragment = graphql(`
  fragment CallTable_call on LedgerCall {
    id at method path operation state httpStatus durationMs isMetered requestId traceId attempts error
    tries { at httpStatus durationMs traceId }
  }
`);

interface CallTableProps {
  readonly calls: readonly FragmentOf<typeof callFragment>[];
  readonly label: string;
  /** Calls of several days are written with their date. */
  readonly spans?: "days";
  /** Where a call's request and answer are open. */
  readonly urlOf: (callId: string) => LinkOptions;
}

/** Exchanges with QuickBooks: what was asked, what came back, and the ids support asks for. */
export function CallTable(props: CallTableProps) {
  const calls = readFragment(callFragment, props.calls);
  const { timeZone } = useFirmFacts();
  const written = props.spans === "days" ? formatInstant : formatClock;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls sideways must be reachable by keyboard (WCAG 2.1.1)
    <div className={styles["callFrame"]} role="region" aria-label={props.label} tabIndex={0}>
      <table className={styles["calls"]} aria-label={props.label}>
        <thead>
          <tr>
            <th scope="col">{texts.callColumns.at}</th>
            <th scope="col">{texts.callColumns.what}</th>
            <th scope="col">{texts.callColumns.status}</th>
            <th scope="col" data-align="end">{texts.callColumns.took}</th>
            <th scope="col">{texts.callColumns.id}</th>
            <th scope="col">{texts.callColumns.trace}</th>
            <th scope="col"><span className="visually-hidden">{texts.callColumns.open}</span></th>
          </tr>
        </thead>
        <tbody>
          {calls.map((call) => (
            <Fragment key={call.id}>
              <tr>
                <td><time dateTime={call.at}>{written(call.at, timeZone)}</time></td>
                <td><code>{call.method} {call.path}</code>{call.isMetered ? <span className={styles["metered"]}>{texts.metered}</span> : null}</td>
                <td><CallAnswer call={call} /></td>
                <td data-align="end">{call.durationMs === null ? null : texts.milliseconds(call.durationMs)}{call.attempts > 1 ? `, ${texts.attempts(call.attempts)}` : null}</td>
                <td>{call.requestId ? <code>{call.requestId}</code> : null}</td>
                <td>{call.traceId ? <code>{call.traceId}</code> : null}</td>
                <td><ButtonLink size="sm" look="quiet" aria-label={texts.showCallLabel(`${call.method} ${call.path}`)} {...props.urlOf(call.id)} resetScroll={false}>{texts.showCall}</ButtonLink></td>
              </tr>
              {call.attempts > 1 ? <tr className={styles["triesRow"]}><td colSpan={7}><CallTries tries={call.tries} /></td></tr> : null}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}
