import { useState } from "react";
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

/** "51–100 of 240", previous, next: under every list that has more rows than a page. While the rows of a page are on their way it speaks of those that still stand there, and takes no second step from them. */
export function Pager({ position, shown, total, info, onMove }: PagerProps) {
  const [read, setRead] = useState({ position, info });
  if (read.info !== info) setRead({ position, info });
  const isMoving = read.info === info && read.position.after !== position.after;
  const at = isMoving ? read.position : position;
  const before = previousPage(at);
  const next = nextPage(at, shown, info);
  return (
    <>
      <span>{texts.range(Math.min(at.skipped + 1, total), at.skipped + shown, total)}</span>
      {before || next ? (
        <nav className={styles["pager"]} aria-label={texts.pages}>
          {before ? <Button size="sm" isBusy={isMoving} onClick={() => onMove(before)}>{texts.previous}</Button> : null}
          {next ? <Button size="sm" isBusy={isMoving} onClick={() => onMove(next)}>{texts.next}</Button> : null}
        </nav>
      ) : null}
    </>
  );
}
