import { WordMark } from "../../ui/word-mark.js";
import styles from "./runs.module.css";

interface Answered {
  readonly state: string;
  readonly httpStatus: number | null;
  readonly error: unknown;
}

/** How a call ended: its HTTP status, or its state while there is none, and the fault in one line. */
export function CallAnswer({ call: { state, httpStatus, error } }: { readonly call: Answered }) {
  const word = httpStatus ?? state;
  return (
    <>
      {state === "ok" ? <WordMark tone="good" icon="tick">{word}</WordMark> : <WordMark tone={state === "refused" ? "failure" : "information"} icon={state === "refused" ? "cross" : "magnifier"}>{word}</WordMark>}
      {error ? <span className={styles["callError"]}>{errorWords(error)}</span> : null}
    </>
  );
}

/** The fault as one line: the code of QuickBooks, or ours where it gave none, and the message where there is one. */
function errorWords(error: unknown): string {
  if (typeof error !== "object" || error === null) return String(error);
  const { code, faultCode, message, faultDetail, faultMessage } = error as Record<string, unknown>;
  const parts = [faultCode ?? code, message ?? faultDetail ?? faultMessage].filter((part) => typeof part === "string" || typeof part === "number");
  return parts.length > 0 ? parts.join(": ") : JSON.stringify(error);
}
