import { useState, type FormEvent } from "react";
import { useClient, useMutation } from "urql";
import { Banner } from "../../ui/banner.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { TextArea } from "../../ui/field.js";
import { toast } from "../../ui/toast.js";
import { returnTimeMutation, staffWeekQuery, type StaffWeekRow } from "./time-queries.js";
import { timeTexts } from "./time.texts.js";
import styles from "./time.module.css";

const texts = timeTexts.returning;

/** Gives the submitted time of a week back, with a note the person will read. */
export function ReturnDialog({ week, monday, onClose, onDone }: { readonly week: StaffWeekRow; readonly monday: string; readonly onClose: () => void; readonly onDone: () => void }) {
  const { id, displayName } = week.staffMember;
  const client = useClient();
  const [{ fetching }, giveBack] = useMutation(returnTimeMutation);
  const [note, setNote] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (note.trim() === "") return setError(texts.missing);
    const { data: weekNow, error: unread } = await client.query(staffWeekQuery, { weekStarting: monday, staffIds: [id], money: true }, { requestPolicy: "network-only" }).toPromise();
    const ids = weekNow?.timeWeek.staff.flatMap((each) => each.entries).filter((entry) => entry.status === "SUBMITTED").map((entry) => entry.id) ?? [];
    if (unread || ids.length === 0) return setRefusal(unread?.message ?? texts.nothing);
    const { data, error: failure } = await giveBack({ input: { ids, note: note.trim() } });
    const why = data?.returnTimeEntries.userErrors[0]?.message ?? data?.returnTimeEntries.skipped[0]?.reason ?? failure?.message;
    if (why) return setRefusal(why);
    toast({ message: texts.done(displayName) });
    onDone();
    onClose();
  };
  return (
    <Dialog isOpen onClose={onClose} title={texts.title(displayName)}>
      <form onSubmit={(event) => void submit(event)} className={styles["stack"]} noValidate>
        {refusal ? <Banner tone="failure" title={refusal} isUrgent /> : null}
        <p>{texts.lead(week.submittedMinutes)}</p>
        <TextArea label={texts.note} data-autofocus autosize minRows={3} value={note} error={error} onChange={(event) => { setNote(event.currentTarget.value); setError(null); }} />
        <div className={styles["fButtons"]}>
          <Button look="quiet" onClick={onClose}>{timeTexts.approval.cancel}</Button>
          <Button type="submit" look="primary" isBusy={fetching}>{texts.submit}</Button>
        </div>
      </form>
    </Dialog>
  );
}
