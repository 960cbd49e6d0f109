import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useMutation } from "urql";
import { formatDay, formatMinutes } from "../../lib/format.js";
import { Banner } from "../../ui/banner.js";
import { Button } from "../../ui/button.js";
import { Checkbox, TextField } from "../../ui/field.js";
import { FilterChips } from "../../ui/filter-chips.js";
import { QueryFailure } from "../../ui/query-failure.js";
import { SkeletonRows } from "../../ui/skeleton.js";
import { WordMark } from "../../ui/word-mark.js";
import { toast } from "../../ui/toast.js";
import { createFromTimeMutation, type UnbilledEntry, type UnbilledRow } from "./invoice-queries.js";
import { invoicesTexts } from "./invoices.texts.js";
import { invoiceUrl } from "./urls.js";
import { useUnbilledEntries } from "./use-unbilled-entries.js";
import styles from "./invoices.module.css";

const texts = invoicesTexts.create;
type RollUp = "CATEGORY" | "TYPE";

interface UnbilledPreviewProps {
  readonly row: UnbilledRow;
  readonly firmRollUp: RollUp;
  readonly today: string;
}

/** What an invoice from a client's time would hold, line by line, with each entry to leave out or in. */
export function UnbilledPreview({ row, firmRollUp, today }: UnbilledPreviewProps) {
  const { client } = row;
  const navigate = useNavigate();
  const [rollUp, setRollUp] = useState<RollUp>(firmRollUp);
  const [until, setUntil] = useState(today);
  const [issuedOn, setIssuedOn] = useState(today);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [refusal, setRefusal] = useState<string | null>(null);
  const [{ fetching: isCreating }, create] = useMutation(createFromTimeMutation);
  const { entries: read, error, retry } = useUnbilledEntries(client.id, until);
  if (error) return <QueryFailure error={error} onRetry={retry} />;
  const entries = read ?? [];
  const chosen = entries.filter((entry) => !left.has(entry.id));
  const unapproved = entries.filter((entry) => entry.status === "SUBMITTED");
  const takesUnapproved = unapproved.some((entry) => !left.has(entry.id));
  const turnUnapproved = () => {
    const ids = unapproved.map((entry) => entry.id);
    setLeft(new Set(takesUnapproved ? [...left, ...ids] : [...left].filter((id) => !ids.includes(id))));
  };

  const submit = async (finalize: boolean) => {
    const { data: answer, error: failure } = await create({
      input: { clientId: client.id, issuedOn, rollUp, finalize, timeEntryIds: chosen.map((entry) => entry.id) },
    });
    const payload = answer?.createInvoiceFromTime;
    if (!payload?.invoice) return setRefusal(payload?.userErrors.map((each) => each.message).join(" ") || failure?.message || "");
    if (finalize) toast({ tone: "good", message: invoicesTexts.actions.finalized(payload.invoice.number) });
    await navigate(invoiceUrl(payload.invoice.id));
  };
  return (
    <div className={styles["preview"]}>
      <div className={styles["previewBar"]}>
        <FilterChips<RollUp> label={texts.rollUp} value={rollUp} onChange={setRollUp} chips={(["CATEGORY", "TYPE"] as const).map((value) => ({ value, label: `${texts.rollUp} ${texts.rollUps[value].toLowerCase()}` }))} />
        <TextField type="date" label={texts.until} size="xs" value={until} onChange={(event) => setUntil(event.currentTarget.value || today)} />
        <TextField type="date" label={texts.issuedOn} size="xs" value={issuedOn} onChange={(event) => setIssuedOn(event.currentTarget.value || today)} />
      </div>
      {refusal ? <Banner tone="failure" title={refusal} isUrgent /> : null}
      {unapproved.length > 0 ? (
        <Banner tone="information" title={texts.unapproved(unapproved.length)} actions={<Button size="sm" onClick={turnUnapproved}>{takesUnapproved ? texts.leaveUnapproved(unapproved.length) : texts.takeUnapproved(unapproved.length)}</Button>}>
          {takesUnapproved ? texts.approves(unapproved.length) : null}
        </Banner>
      ) : null}
      {read ? (
        [...groups(entries, rollUp)].map(([name, group]) => (
          <section key={name} className={styles["group"]} aria-label={name}>
            <h3><span>{name}</span><span>{formatMinutes(minutesOf(group.filter((entry) => !left.has(entry.id))))}</span></h3>
            <ul>
              {group.map((entry) => {
                const what = `${formatDay(entry.day)}, ${entry.staffMember.displayName}, ${formatMinutes(entry.minutes)}`;
                return (
                  <li key={entry.id} data-left={left.has(entry.id) || undefined}>
                    <Checkbox
                      size="xs" aria-label={texts.takeOut(what)} checked={!left.has(entry.id)}
                      onChange={(event) => {
                        const next = new Set(left);
                        if (event.currentTarget.checked) next.delete(entry.id);
                        else next.add(entry.id);
                        setLeft(next);
                      }}
                    />
                    <span className={styles["entryDay"]}>{formatDay(entry.day)}</span>
                    <span className={styles["entryNote"]}>{entry.staffMember.displayName} <span className={styles["muted"]}>{entry.note}</span></span>
                    <span>{entry.status === "SUBMITTED" ? <WordMark tone="information" icon="clock">{texts.notApproved}</WordMark> : null}</span>
                    <span className={styles["entryMinutes"]}>{formatMinutes(entry.minutes)}</span>
                  </li>
                );
              })}
            </ul>
          </section>
        ))
      ) : <SkeletonRows rows={3} label={texts.entries} />}
      <div className={styles["previewEnd"]}>
        <span className={styles["muted"]}>{texts.sum(chosen.length, minutesOf(chosen))}. {texts.notAmount}</span>
        <Button isBusy={isCreating} blockedBecause={chosen.length === 0 ? texts.nothing : null} onClick={() => void submit(true)}>{texts.createFinal}</Button>
        <Button look="primary" isBusy={isCreating} blockedBecause={chosen.length === 0 ? texts.nothing : null} onClick={() => void submit(false)}>{texts.createDraft}</Button>
      </div>
    </div>
  );
}

function minutesOf(entries: readonly UnbilledEntry[]): number {
  return entries.reduce((sum, entry) => sum + entry.minutes, 0);
}

/** The lines the invoice will have, in the order the work was first done. */
function groups(entries: readonly UnbilledEntry[], rollUp: RollUp): Map<string, UnbilledEntry[]> {
  const byDay = entries.toSorted((a, b) => a.day.localeCompare(b.day) || a.id.localeCompare(b.id));
  return Map.groupBy(byDay, (entry) => ((rollUp === "TYPE" ? entry.type : null) ?? entry.category).name);
}
