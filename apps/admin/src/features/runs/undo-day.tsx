import { useId, useState, type FormEvent } from "react";
import { useMay, useViewer } from "../../lib/viewer.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { TextField } from "../../ui/field.js";
import { runsTexts } from "./runs.texts.js";
import { useUndo } from "./use-undo.js";

const texts = runsTexts.undoDay;

/** Takes back what was written on a day of the firm's calendar: asks which, and leads to the plan. */
export function UndoDay() {
  const { firm } = useViewer();
  const may = useMay("planUndo");
  const [isAsking, setAsking] = useState(false);
  const [day, setDay] = useState(firm.today);
  const { isBusy, undo } = useUndo();
  const formId = useId();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await undo({ day })) setAsking(false);
  };
  return (
    <>
      <Button blockedBecause={may ? null : texts.forbidden} onClick={() => setAsking(true)}>{texts.button}</Button>
      <Dialog
        isOpen={isAsking} onClose={() => setAsking(false)} title={texts.title} size="sm"
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{texts.cancel}</Button>
            <Button look="primary" type="submit" form={formId} isBusy={isBusy}>{texts.submit}</Button>
          </>
        }
      >
        <p>{texts.text}</p>
        <form id={formId} onSubmit={(event) => void submit(event)}>
          <TextField type="date" label={texts.day} value={day} max={firm.today} required onChange={(event) => setDay(event.currentTarget.value)} data-autofocus />
        </form>
      </Dialog>
    </>
  );
}
