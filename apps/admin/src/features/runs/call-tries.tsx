import { useFirmFacts } from "../../lib/firm-facts.js";
import { formatClock } from "../../lib/format.js";
import { runTexts as texts } from "./runs.texts.js";
import styles from "./runs.module.css";

interface CallTry {
  readonly at: string;
  readonly httpStatus: number | null;
  readonly durationMs: number | null;
  readonly traceId: string | null;
}

/** Each time a call left, the first time first: when, what came back, and QuickBooks' id for it. */
export function CallTries({ tries }: { readonly tries: readonly CallTry[] }) {
  const { timeZone } = useFirmFacts();
  return (
    <ol className={styles["tries"]} aria-label={texts.tries}>
      {tries.map(({ at, httpStatus, durationMs, traceId }) => (
        <li key={at}>
          <time dateTime={at}>{formatClock(at, timeZone)}</time>
          <span>{httpStatus === null ? texts.tryUnheard : httpStatus === 0 ? texts.tryUnanswered : httpStatus}</span>
          {durationMs === null ? null : <span>{texts.milliseconds(durationMs)}</span>}
          {traceId === null ? null : <code>{traceId}</code>}
        </li>
      ))}
    </ol>
  );
}
