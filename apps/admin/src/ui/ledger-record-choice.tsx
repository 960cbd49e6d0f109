import { readFragment, type FragmentOf } from "../lib/graphql.js";
import { Radio } from "./field.js";
import { otherRecordFragment, RecordFacts } from "./ledger-record.js";
import { ledgerRecordTexts as texts } from "./ledger-record.texts.js";
import { RelativeTime } from "./relative-time.js";
import styles from "./ledger-record.module.css";

interface LedgerRecordChoiceProps {
  readonly label: string;
  /** The id in QuickBooks; empty when none is chosen. */
  readonly value: string;
  readonly choices: readonly FragmentOf<typeof otherRecordFragment>[];
  readonly error: string | undefined;
  readonly onChange: (ledgerId: string) => void;
}

/** The records of QuickBooks that may be meant, all in sight, each with what tells it from the others. */
export function LedgerRecordChoice({ label, value, choices, error, onChange }: LedgerRecordChoiceProps) {
  return (
    <Radio.Group label={label} value={value} error={error} withAsterisk onChange={onChange}>
      <div className={styles["choices"]}>
        {choices.map((choice) => {
          const { kind, ledgerId, name, customerName, changedAt } = readFragment(otherRecordFragment, choice);
          return (
            <div key={ledgerId} className={styles["choice"]}>
              <Radio value={ledgerId} aria-label={texts.choiceOf(texts.nameOf(kind, name, ledgerId), customerName, ledgerId)} />
              <div className={styles["facts"]}>
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
