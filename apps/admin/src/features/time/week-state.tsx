import { WordMark } from "../../ui/word-mark.js";
import type { StaffWeekRow } from "./time-queries.js";
import { timeTexts } from "./time.texts.js";
import styles from "./time.module.css";

const texts = timeTexts.states;

/** Where a person's week stands: what still has to happen first, in words; the rest as a share of the bar. */
export function WeekState({ week }: { readonly week: StaffWeekRow }) {
  const { minutes, draftMinutes, submittedMinutes, approvedMinutes, lockedMinutes } = week;
  if (minutes === 0) return <span className={styles["muted"]}>{texts.none}</span>;
  return (
    <span className={styles["weekState"]}>
      <span className={styles["words"]}>
        {submittedMinutes > 0 ? <WordMark tone="information" icon="clock">{texts.submitted(submittedMinutes)}</WordMark> : null}
        {draftMinutes > 0 ? <WordMark tone="quiet" icon="hollowCloud">{texts.draft(draftMinutes)}</WordMark> : null}
        {submittedMinutes + draftMinutes === 0 ? <WordMark tone="good" icon={approvedMinutes > 0 ? "tick" : "padlock"}>{approvedMinutes > 0 ? texts.approved : texts.locked}</WordMark> : null}
      </span>
      <span className={styles["shares"]} aria-hidden="true">
        {([["locked", lockedMinutes], ["approved", approvedMinutes], ["submitted", submittedMinutes], ["draft", draftMinutes]] as const)
          .filter(([, part]) => part > 0)
          .map(([state, part]) => <span key={state} data-state={state} style={{ flexGrow: part }} />)}
      </span>
    </span>
  );
}
