import { IconHistory, IconPencil, IconTrash } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useMutation, useQuery } from "urql";
import { Link } from "@tanstack/react-router";
import { auditOfRecordUrl } from "../audit/urls.js";
import { clientUrl } from "../clients/urls.js";
import { invoiceUrl } from "../invoices/urls.js";
import { formatMinutes } from "../../lib/format.js";
import { useMay, useSeesMoney } from "../../lib/viewer.js";
import { Button, ButtonLink } from "../../ui/button.js";
import { LinkMark } from "../../ui/link-mark.js";
import { QueryFailure } from "../../ui/query-failure.js";
import { SetAsideBanner } from "../../ui/set-aside-banner.js";
import { SetAsideButton } from "../../ui/set-aside-button.js";
import { SkeletonRows } from "../../ui/skeleton.js";
import { TimeStatus } from "../../ui/time-status.js";
import { toast } from "../../ui/toast.js";
import { EntryDialog } from "./entry-dialog.js";
import { deleteTimeEntryMutation, staffWeekQuery, unapproveTimeMutation, type EntryRow, type StaffWeekRow } from "./time-queries.js";
import { timeTexts } from "./time.texts.js";
import { useTimeSettings } from "./use-time-settings.js";
import { longDayName } from "./week.js";
import styles from "./time.module.css";

const texts = timeTexts.entries;

interface EntriesPanelProps {
  readonly week: StaffWeekRow;
  readonly monday: string;
  /** The entry somebody came for. */
  readonly meant: string | undefined;
  readonly onSubmit: () => void;
  readonly onReturn: () => void;
  readonly onChanged: () => void;
}

/** The entries of one person's week, day by day: what each is, where it stands, and what may still be done to it. */
export function EntriesPanel({ week, monday, meant, onSubmit, onReturn, onChanged }: EntriesPanelProps) {
  const staff = week.staffMember;
  const [{ data, error }, read] = useQuery({ query: staffWeekQuery, variables: { weekStarting: monday, staffIds: [staff.id], money: useSeesMoney() }, requestPolicy: "cache-and-network" });
  const [edited, setEdited] = useState<EntryRow | null>(null);
  const mayReturn = useMay("returnTimeEntries");
  const mayApprove = useMay("approveTimeEntries");
  const maySubmit = useMay("submitTimeEntries");
  const detail = data?.timeWeek.staff.find((each) => each.staffMember.id === staff.id);
  if (error && !detail) return <QueryFailure error={error} onRetry={() => read({ requestPolicy: "network-only" })} />;
  if (!data) return <SkeletonRows rows={3} label={texts.of(staff.displayName)} />;
  const entries = detail?.entries ?? [];
  return (
    <div className={styles["panel"]}>
      {entries.length === 0 ? <p className={styles["muted"]}>{texts.none}</p> : null}
      {data.timeWeek.days.map((day) => {
        const ofDay = entries.filter((entry) => entry.day === day);
        if (ofDay.length === 0) return null;
        return (
          <section key={day} aria-label={longDayName(day)} className={styles["dayGroup"]}>
            <h3><span>{longDayName(day)}</span><span>{formatMinutes(ofDay.reduce((sum, entry) => sum + entry.minutes, 0))}</span></h3>
            <ul>{ofDay.map((entry) => <Entry key={entry.id} entry={entry} isMeant={entry.id === meant} onEdit={() => setEdited(entry)} onChanged={onChanged} />)}</ul>
          </section>
        );
      })}
      {/* The row itself offers one step; the others stand here. */}
      <div className={styles["panelActions"]}>
        {week.submittedMinutes > 0 && mayReturn ? <Button size="sm" onClick={onReturn}>{texts.returnAll}</Button> : null}
        {week.draftMinutes > 0 && week.approvableMinutes > 0 && mayApprove && maySubmit ? <Button size="sm" onClick={onSubmit}>{texts.submit(week.draftMinutes)}</Button> : null}
      </div>
      {edited ? (
        <EntryDialog
          entry={edited} staff={{ value: staff.id, label: staff.displayName }} days={data.timeWeek.days} onClose={() => setEdited(null)}
          onSaved={() => {
            setEdited(null);
            onChanged();
          }}
        />
      ) : null}
    </div>
  );
}

function Entry({ entry, isMeant, onEdit, onChanged }: { readonly entry: EntryRow; readonly isMeant: boolean; readonly onEdit: () => void; readonly onChanged: () => void }) {
  const [, remove] = useMutation(deleteTimeEntryMutation);
  const [, unapprove] = useMutation(unapproveTimeMutation);
  const mayEdit = useMay("updateTimeEntry");
  const mayUnapprove = useMay("unapproveTimeEntries");
  const maySeeAudit = useMay("auditEvents");
  const maySetAside = useMay("setAside");
  const isSent = useTimeSettings()?.isSent ?? false;
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isMeant) item.current?.scrollIntoView({ block: "center" });
  }, [isMeant]);
  const isLocked = entry.status === "LOCKED";
  const isApproved = isLocked || entry.status === "APPROVED";
  const billable = entry.type ?? entry.category;
  const client = entry.client.displayName;
  const settle = (refusal: string | undefined, message: string) => {
    toast(refusal ? { tone: "failure", message: refusal } : { message });
    if (!refusal) onChanged();
  };
  const removeIt = async () => {
    const { data, error } = await remove({ input: { timeEntryId: entry.id, expectedVersion: entry.version } });
    settle(data?.deleteTimeEntry.userErrors[0]?.message ?? error?.message, entry.link ? texts.removedSent : texts.removed);
  };
  const takeBack = async () => {
    const { data, error } = await unapprove({ input: { ids: [entry.id] } });
    settle(data?.unapproveTimeEntries.userErrors[0]?.message ?? data?.unapproveTimeEntries.skipped[0]?.reason ?? error?.message, timeTexts.quick.saved);
  };
  return (
    <li ref={item} className={styles["entry"]} aria-current={isMeant || undefined}>
      <span className={styles["entryMinutes"]}>{formatMinutes(entry.minutes)}</span>
      <span className={styles["entryWhat"]}>
        <span>
          <Link {...clientUrl(entry.client.id)}>{client}</Link>{entry.site ? <span className={styles["muted"]}> / {entry.site.name}</span> : null}
          <span className={styles["muted"]}> · {billable.name}</span>
        </span>
        {entry.note ? <span className={styles["note"]}>{entry.note}</span> : null}
        {entry.returnedNote ? <span className={styles["returned"]}>{texts.returned(entry.returnedNote)}</span> : null}
        {isLocked ? <span className={styles["muted"]}>{texts.locked(entry.invoice?.number ?? null)}</span> : null}
      </span>
      <span className={styles["entryState"]}>
        {entry.isBillable ? null : <span className={styles["muted"]}>{texts.notBillable}</span>}
        {isLocked && entry.invoice ? (
          <Link {...invoiceUrl(entry.invoice.id)}><TimeStatus status={entry.status} invoiceNumber={entry.invoice.number} /></Link>
        ) : (
          <TimeStatus status={entry.status} ledgerId={entry.link?.ledgerId} />
        )}
        <LinkMark link={entry.link} />
      </span>
      <span className={styles["entryActions"]}>
        {maySeeAudit ? <ButtonLink size="sm" look="quiet" aria-label={texts.history(client)} title={texts.history(client)} {...auditOfRecordUrl(entry.id)}><IconHistory size={15} stroke={1.6} aria-hidden="true" /></ButtonLink> : null}
        {entry.status === "APPROVED" && mayUnapprove ? <Button size="sm" look="quiet" onClick={() => void takeBack()}>{texts.unapprove}</Button> : null}
        {isSent && maySetAside && isApproved && !entry.setAside ? <SetAsideButton record={{ id: entry.id, kind: "TIME_ENTRY", name: texts.aside(client, entry.day), isLinked: entry.link !== null }} onDone={onChanged} /> : null}
        {!isLocked && mayEdit ? (
          <>
            <Button size="sm" look="quiet" aria-label={texts.edit(client)} title={texts.edit(client)} onClick={onEdit}><IconPencil size={15} stroke={1.6} aria-hidden="true" /></Button>
            <Button size="sm" look="quiet" aria-label={texts.remove(client)} title={texts.remove(client)} onClick={() => void removeIt()}><IconTrash size={15} stroke={1.6} aria-hidden="true" /></Button>
          </>
        ) : null}
      </span>
      {entry.setAside ? <div className={styles["entryAside"]}><SetAsideBanner record={{ id: entry.id, kind: "TIME_ENTRY", name: texts.aside(client, entry.day) }} setAside={entry.setAside} onDone={onChanged} /></div> : null}
    </li>
  );
}
