import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useKeys } from "../../lib/keys.js";
import { Button } from "../../ui/button.js";
import { timeTexts as texts } from "./time.texts.js";
import { addDays, mondayOf, weekName } from "./week.js";
import styles from "./time.module.css";

/** Which week is shown, and the ways to another one. `[` and `]` go a week back and on. */
export function WeekBar({ monday, today, onChange }: { readonly monday: string; readonly today: string; readonly onChange: (monday: string) => void }) {
  const go = (weeks: number) => onChange(addDays(monday, 7 * weeks));
  useKeys(texts.weekKeys, [
    { keys: "[", label: texts.previousWeek, run: () => go(-1) },
    { keys: "]", label: texts.nextWeek, run: () => go(1) },
  ]);
  return (
    <div className={styles["weekBar"]}>
      <Button aria-label={texts.previousWeek} aria-keyshortcuts="[" onClick={() => go(-1)}><IconChevronLeft size={16} aria-hidden="true" /></Button>
      <label className={styles["week"]}>
        <span aria-hidden="true">{weekName(monday)}</span>
        <input type="date" aria-label={texts.jump} value={monday} onChange={(event) => (event.currentTarget.value ? onChange(mondayOf(event.currentTarget.value)) : undefined)} />
      </label>
      <Button aria-label={texts.nextWeek} aria-keyshortcuts="]" onClick={() => go(1)}><IconChevronRight size={16} aria-hidden="true" /></Button>
      {monday === mondayOf(today) ? null : <Button look="quiet" onClick={() => onChange(mondayOf(today))}>{texts.thisWeek}</Button>}
    </div>
  );
}
