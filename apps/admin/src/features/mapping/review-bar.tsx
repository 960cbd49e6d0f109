import { useBottomBar } from "../../ui/bottom-bar.js";
import { Button } from "../../ui/button.js";
import { FilterChips } from "../../ui/filter-chips.js";
import { mappingTexts } from "./mapping.texts.js";
import type { RowCounts } from "./row-filter.js";
import type { RowFilter } from "./urls.js";
import styles from "./mapping.module.css";

const texts = mappingTexts.review;
const bands = ["exact", "likely", "unsure", "none"] as const;

interface ReviewBarProps {
  readonly counts: RowCounts;
  /** Selected rows that have a proposal. */
  readonly selected: number;
  readonly show: RowFilter | undefined;
  readonly onShow: (filter: RowFilter | undefined) => void;
  readonly onAccept: () => void;
  readonly onDiscard: () => void;
}

/** What Autofill proposed, by how sure it is, and the one button that saves it. */
export function ReviewBar({ counts, selected, show, onShow, onAccept, onDiscard }: ReviewBarProps) {
  const bar = useBottomBar();
  const shown = bands.find((band) => band === show);
  return (
    <section ref={bar} className={styles["review"]} aria-label={texts.label}>
      <FilterChips<(typeof bands)[number] | "">
        label={texts.label} value={shown ?? ""} onChange={(band) => onShow(band === show || band === "" ? undefined : band)}
        chips={bands.map((band) => ({ value: band, label: texts[band](counts[band]) }))}
      />
      <span className={styles["notSaved"]}>{texts.notSaved}</span>
      <span className={styles["reviewEnd"]}>
        <Button look="quiet" onClick={onDiscard}>{texts.discard}</Button>
        <Button look="primary" blockedBecause={selected === 0 ? texts.nothingSelected : null} shortcut="$mod+Enter" onClick={onAccept}>{texts.accept(selected)}</Button>
      </span>
    </section>
  );
}
