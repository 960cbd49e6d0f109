import { useState } from "react";
import { useMutation } from "urql";
import { Banner } from "../../ui/banner.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { Checkbox } from "../../ui/field.js";
import { toast } from "../../ui/toast.js";
import { commitImportMutation, countOf, discardImportMutation, type ImportDetail } from "./import-queries.js";
import { importsTexts } from "./imports.texts.js";
import styles from "./imports.module.css";

const texts = importsTexts.commit;

/** The end of the preview: what will be stored, and the one button that stores it. */
export function CommitBar({ file, onChanged }: { readonly file: ImportDetail; readonly onChanged: () => void }) {
  const [leavesOut, setLeavesOut] = useState(false);
  const [isDiscarding, setDiscarding] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [{ fetching }, commit] = useMutation(commitImportMutation);
  const [, discard] = useMutation(discardImportMutation);
  const ready = countOf(file.counts, "NEW", "MATCHED");
  const undecided = countOf(file.counts, "NEEDS_MAPPING");
  const blocked = undecided > 0 && !leavesOut ? texts.undecided(undecided) : ready === 0 ? texts.nothing : null;

  const submit = async () => {
    // The answer comes when all is stored; until then the page follows the progress.
    const soon = setTimeout(onChanged, 400);
    const { data, error } = await commit({ input: { importId: file.id, leaveUnmapped: leavesOut } });
    clearTimeout(soon);
    setRefusal((data?.commitImport.userErrors.map((each) => each.message).join(" ") || error?.message) ?? null);
    onChanged();
  };
  const throwAway = async () => {
    const { data, error } = await discard({ input: { importId: file.id } });
    const why = data?.discardImport.userErrors[0]?.message ?? error?.message;
    toast(why ? { tone: "failure", message: why } : { message: texts.discarded });
    setDiscarding(false);
    onChanged();
  };
  return (
    <>
      {refusal ? <Banner tone="failure" title={refusal} isUrgent /> : null}
      <section className={styles["commit"]} aria-label={texts.summary(ready, countOf(file.counts, "REFUSED"))}>
        <span>{texts.summary(ready, countOf(file.counts, "REFUSED"))}</span>
        {undecided > 0 ? <Checkbox label={texts.leave(undecided)} checked={leavesOut} onChange={(event) => setLeavesOut(event.currentTarget.checked)} /> : null}
        <span className={styles["commitEnd"]}>
          <Button look="quiet" onClick={() => setDiscarding(true)}>{texts.discard}</Button>
          <Button look="primary" isBusy={fetching} blockedBecause={blocked} onClick={() => void submit()}>{file.kind === "TIME" ? texts.importTime(ready) : texts.importClients(ready)}</Button>
        </span>
      </section>
      {isDiscarding ? (
        <Dialog
          isOpen onClose={() => setDiscarding(false)} title={texts.discardTitle}
          actions={
            <>
              <Button data-autofocus onClick={() => setDiscarding(false)}>{texts.keep}</Button>
              <Button look="danger" onClick={() => void throwAway()}>{texts.discardDo}</Button>
            </>
          }
        >
          <p>{texts.discardText}</p>
        </Dialog>
      ) : null}
    </>
  );
}
