import { useState } from "react";
import { useMutation, useQuery } from "urql";
import { Banner } from "../../ui/banner.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { SkeletonRows } from "../../ui/skeleton.js";
import { toast } from "../../ui/toast.js";
import { approveTimeMutation, staffWeekQuery, unapproveTimeMutation, type StaffWeekRow } from "./time-queries.js";
import { timeTexts } from "./time.texts.js";
import { longDayName } from "./week.js";
import { weekExceptions, type WeekException } from "./week-exceptions.js";
import styles from "./time.module.css";

const texts = timeTexts.approval;

interface ApproveDialogProps {
  readonly week: StaffWeekRow;
  readonly monday: string;
  readonly today: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/**
 * Approves a person's week: what will go, and what is unusual, first. It is bound to the minutes shown: when somebody changed
 * the hours meanwhile, nothing is approved and the new hours are shown (UX-73).
 */
export function ApproveDialog({ week, monday, today, onClose, onDone }: ApproveDialogProps) {
  const { id, displayName } = week.staffMember;
  const [{ data }, read] = useQuery({ query: staffWeekQuery, variables: { weekStarting: monday, staffIds: [id], money: true }, requestPolicy: "network-only" });
  const [{ fetching }, approve] = useMutation(approveTimeMutation);
  const [, unapprove] = useMutation(unapproveTimeMutation);
  const [refusal, setRefusal] = useState<string | null>(null);
  const detail = data?.timeWeek.staff.find((each) => each.staffMember.id === id);
  const waiting = detail?.entries.filter((entry) => entry.status === "SUBMITTED") ?? [];
  const minutes = detail?.approvableMinutes ?? week.approvableMinutes;
  const exceptions = detail && data ? weekExceptions(detail, data.timeWeek.days, today) : [];

  const undo = async (ids: readonly string[]) => {
    await unapprove({ input: { ids: [...ids] } });
    onDone();
  };
  const submit = async () => {
    const { data: answer, error } = await approve({ input: { staffId: id, weekStarting: monday, expectedMinutes: minutes } });
    const { timeEntries = [], skipped = [], userErrors = [] } = answer?.approveTimeEntries ?? {};
    const why = userErrors[0]?.message ?? error?.message;
    if (why) return setRefusal(why);
    const done = timeEntries.reduce((sum, entry) => sum + entry.minutes, 0);
    const [first] = skipped;
    toast({
      tone: first ? "information" : "good",
      message: `${texts.done(displayName, done)}${first ? ` ${texts.skipped(skipped.length, first.reason)}` : ""}`,
      undo: { label: texts.undo, run: () => void undo(timeEntries.map((entry) => entry.id)) },
    });
    onDone();
    onClose();
  };
  return (
    <Dialog
      isOpen onClose={onClose} title={texts.title(displayName)}
      actions={
        <>
          <Button onClick={onClose}>{texts.cancel}</Button>
          <Button look="primary" data-autofocus isBusy={fetching} blockedBecause={detail && minutes === 0 ? texts.nothing : null} onClick={() => void submit()}>{texts.submit(minutes)}</Button>
        </>
      }
    >
      {refusal ? (
        <Banner
          tone="attention" title={refusal} isUrgent
          actions={<Button size="sm" onClick={() => { setRefusal(null); read({ requestPolicy: "network-only" }); }}>{texts.again}</Button>}
        />
      ) : null}
      {detail ? <p>{texts.lead(minutes, waiting.length)} <span className={styles["muted"]}>{texts.whereTo}</span></p> : <SkeletonRows rows={2} label={texts.title(displayName)} />}
      {exceptions.length > 0 ? (
        <div className={styles["exceptions"]}>
          <strong>{texts.look}</strong>
          <ul>{exceptions.map((exception, index) => <li key={index} data-stops={exception.is === "no rate" || undefined}>{wording(exception)}</li>)}</ul>
        </div>
      ) : detail ? <p className={styles["fine"]}>{texts.fine}</p> : null}
    </Dialog>
  );
}

function wording(exception: WeekException): string {
  switch (exception.is) {
    case "no rate": return texts.noRate(exception.entries.length);
    case "draft": return texts.draft(exception.minutes);
    case "long day": return texts.longDay(longDayName(exception.day), exception.minutes);
    case "missing days": return texts.missingDays(exception.days.map(longDayName));
    case "no note": return texts.noNote(exception.entries.length);
  }
}
