import { count as written } from "../lib/text.js";
import styles from "./list-controls.module.css";

export interface FilterChip<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly count?: number | undefined;
}

interface FilterChipsProps<Value extends string> {
  /** What is being chosen: "Show". */
  readonly label: string;
  readonly chips: readonly FilterChip<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** One of several views of a list, each with how many rows it has. */
export function FilterChips<Value extends string>({ label, chips, value, onChange }: FilterChipsProps<Value>) {
  return (
    <div className={styles["chips"]} role="group" aria-label={label}>
      {chips.map((chip) => (
        <button key={chip.value} type="button" className={styles["chip"]} aria-pressed={chip.value === value} onClick={() => onChange(chip.value)}>
          {chip.label}
          {chip.count === undefined ? null : <span className={styles["count"]}>{written(chip.count)}</span>}
        </button>
      ))}
    </div>
  );
}
