import { nextPage, previousPage, type PageInfo, type PagePosition } from "../lib/paging.js";
import { Button } from "./button.js";
import { listControlsTexts as texts } from "./list-controls.texts.js";
import styles from "./list-controls.module.css";

interface PagerProps {
  readonly position: PagePosition;
  readonly shown: number;
  readonly total: number;
  readonly info: PageInfo;
  readonly onMove: (position: PagePosition) => void;
}

/** "51–100 of 240", previous, next: under every list that has more rows than a page. */
export function Pager({ position, shown, total, info, onMove }: PagerProps) {
  const before = previousPage(position);
  const next = nextPage(position, shown, info);
  return (
    <>
      <span>{texts.range(Math.min(position.skipped + 1, total), position.skipped + shown, total)}</span>
      {before || next ? (
        <nav className={styles["pager"]} aria-label={texts.pages}>
          {before ? <Button size="sm" onClick={() => onMove(before)}>{texts.previous}</Button> : null}
          {next ? <Button size="sm" onClick={() => onMove(next)}>{texts.next}</Button> : null}
        </nav>
      ) : null}
    </>
  );
}
