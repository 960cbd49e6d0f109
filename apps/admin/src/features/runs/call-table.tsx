import { formatClock } from "../../lib/format.js";
import { useFirmFacts } from "../../lib/firm-facts.js";
import { graphql, readFragment, type FragmentOf } from "../../lib/graphql.js";
import { WordMark } from "../../ui/word-mark.js";
import { runTexts as texts } from "./runs.texts.js";
import styles from "./runs.module.css";

export const callFragment = graphql(`
  fragment CallTable_call on LedgerCall {
    id at method path operation state httpStatus durationMs isMetered requestId traceId attempts error
  }
`);

/** Exchanges with QuickBooks: what was asked, what came back, and the ids support asks for. */
export function CallTable(props: { readonly calls: readonly FragmentOf<typeof callFragment>[]; readonly label: string }) {
  const calls = readFragment(callFragment, props.calls);
  const { timeZone } = useFirmFacts();
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
          </tr>
        </thead>
        <tbody>
          {calls.map((call) => (
            <tr key={call.id}>
              <td><time dateTime={call.at}>{formatClock(call.at, timeZone)}</time></td>
              <td><code>{call.method} {call.path}</code>{call.isMetered ? <span className={styles["metered"]}>{texts.metered}</span> : null}</td>
              <td>
                {call.state === "ok" ? <WordMark tone="good" icon="tick">{call.httpStatus ?? call.state}</WordMark> : <WordMark tone={call.state === "refused" ? "failure" : "information"} icon={call.state === "refused" ? "cross" : "magnifier"}>{call.httpStatus ?? call.state}</WordMark>}
                {call.error ? <span className={styles["callError"]}>{errorWords(call.error)}</span> : null}
              </td>
              <td data-align="end">{call.durationMs === null ? null : texts.milliseconds(call.durationMs)}{call.attempts > 1 ? `, ${texts.attempts(call.attempts)}` : null}</td>
              <td>{call.requestId ? <code>{call.requestId}</code> : null}</td>
              <td>{call.traceId ? <code>{call.traceId}</code> : null}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The fault as one line: its code and message where it has them. */
function errorWords(error: unknown): string {
  if (typeof error !== "object" || error === null) return String(error);
  const { code, message } = error as { code?: unknown; message?: unknown };
  const parts = [code, message].filter((part) => typeof part === "string" || typeof part === "number");
  return parts.length > 0 ? parts.join(": ") : JSON.stringify(error);
}
