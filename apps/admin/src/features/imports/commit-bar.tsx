import { useState } from "react";
import { useMutation } from "urql";
import { Banner } from "../../ui/banner.js";
import { useBottomBar } from "../../ui/bottom-bar.js";
import { Button } from "../../ui/button.js";
import { Checkbox } from "../../ui/field.js";
import { commitImportMutation, countOf, type ImportDetail } from "./import-queries.js";
import { DiscardDialog } from "./discard-dialog.js";
import { importsTexts } from "./imports.texts.js";
import styles from "./imports.module.css";

const texts = importsTexts.commit;

/** The end of the preview: what will be stored, and the one button that stores it. */
export function CommitBar({ file, onChanged }: { readonly file: ImportDetail; readonly onChanged: () => void }) {
  const [leavesOut, setLeavesOut] = useState(false);
  const [isDiscarding, setDiscarding] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [{ fetching }, commit] = useMutation(commitImportMutation);
  const fresh = countOf(file.counts, "NEW");
  const undecided = countOf(file.counts, "NEEDS_MAPPING");
  const blocked = undecided > 0 && !leavesOut ? texts.undecided(undecided) : fresh === 0 ? texts.nothing : null;

  const bar = useBottomBar();
  const summary = texts.summary(fresh, countOf(file.counts, "MATCHED", "ALREADY_IMPORTED"), countOf(file.counts, "SKIPPED"), countOf(file.counts, "REFUSED"));

  const submit = async () => {
    // The answer comes when all is stored; until then the page follows the progress.
    const soon = setTimeout(onChanged, 400);
    const { data, error } = await commit({ input: { importId: file.id, leaveUnmapped: leavesOut } });
    clearTimeout(soon);
    setRefusal((data?.commitImport.userErrors.map((each) => each.message).join(" ") || error?.message) ?? null);
    onChanged();
  };
  return (
    <>
      {refusal ? <Banner tone="failure" title={refusal} isUrgent /> : null}
      <section ref={bar} className={styles["commit"]} aria-label={summary}>
        <span>{summary}</span>
        {undecided > 0 ? <Checkbox label={texts.leave(undecided)} checked={leavesOut} onChange={(event) => setLeavesOut(event.currentTarget.checked)} /> : null}
        <span className={styles["commitEnd"]}>
          <Button look="quiet" onClick={() => setDiscarding(true)}>{texts.discard}</Button>
          <Button look="primary" isBusy={fetching} blockedBecause={blocked} onClick={() => void submit()}>{texts.submit[file.kind](fresh)}</Button>
        </span>
      </section>
      {isDiscarding ? <DiscardDialog file={file} onClose={() => setDiscarding(false)} onDone={onChanged} /> : null}
    </>
  );
}
