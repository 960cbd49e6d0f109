import { readFragment, type FragmentOf } from "../../lib/graphql.js";
import { Radio } from "../../ui/field.js";
import { RelativeTime } from "../../ui/relative-time.js";
import { otherRecordFragment, RecordFacts } from "./other-record.js";
import { problemsTexts as texts } from "./problems.texts.js";
import styles from "./problems.module.css";

interface RecordChoiceProps {
  readonly label: string;
  /** The id in QuickBooks; empty when none is chosen. */
  readonly value: string;
  readonly choices: readonly FragmentOf<typeof otherRecordFragment>[];
  readonly error: string | undefined;
  readonly onChange: (ledgerId: string) => void;
}

/** The records of QuickBooks that may be meant, all in sight, each with what tells it from the others. */
export function RecordChoice({ label, value, choices, error, onChange }: RecordChoiceProps) {
  return (
    <Radio.Group label={label} value={value} error={error} withAsterisk onChange={onChange}>
      <div className={styles["recordChoices"]}>
        {choices.map((choice) => {
          const { kind, ledgerId, name, customerName, changedAt } = readFragment(otherRecordFragment, choice);
          return (
            <div key={ledgerId} className={styles["recordChoice"]}>
              <Radio value={ledgerId} aria-label={texts.choiceOf(texts.otherRecord(kind, name, ledgerId), customerName, ledgerId)} />
              <div className={styles["other"]}>
                <RecordFacts record={choice} />
                {changedAt ? <span className={styles["muted"]}>{texts.changed} <RelativeTime at={changedAt} isQuiet /></span> : null}
                <span className={styles["muted"]}>{texts.ledgerId(ledgerId)}</span>
              </div>
            </div>
          );
        })}
      </div>
    </Radio.Group>
  );
}
