import { getRouteApi } from "@tanstack/react-router";
import { useMemo, useRef, useState } from "react";
import { useClient, useMutation, useQuery } from "urql";
import { useViewer } from "../../lib/viewer.js";
import { Section } from "../../ui/page.js";
import { QueryFailure } from "../../ui/query-failure.js";
import { toast } from "../../ui/toast.js";
import { ApproveDialog } from "./approve-dialog.js";
import { EntriesPanel } from "./entries-panel.js";
import { QuickEntry } from "./quick-entry.js";
import { ReturnDialog } from "./return-dialog.js";
import { submitTimeMutation, timeWeekQuery, type StaffWeekRow } from "./time-queries.js";
import { timeTexts as texts } from "./time.texts.js";
import { daysOf } from "./week.js";
import { WeekGrid } from "./week-grid.js";
import styles from "./time.module.css";

const route = getRouteApi("/shell/time");

/** A week of the firm: enter, submit, approve. */
export function WeekView({ monday }: { readonly monday: string }) {
  const { who, entry } = route.useSearch();
  const navigate = route.useNavigate();
  const { firm, staffMember, role } = useViewer();
  const { today } = firm;
  const days = useMemo(() => daysOf(monday), [monday]);
  const [{ data, error, fetching, stale }, read] = useQuery({ query: timeWeekQuery, variables: { weekStarting: monday }, requestPolicy: "cache-and-network" });
  const client = useClient();
  const [, submit] = useMutation(submitTimeMutation);
  const [asked, setAsked] = useState<{ readonly to: "approve" | "return"; readonly week: StaffWeekRow } | null>(null);
  const readAgain = () => read({ requestPolicy: "network-only" });
  const shown = data?.timeWeek.weekStarting === monday ? data.timeWeek.staff : undefined;
  // A person who only enters time sees the own week open.
  const openId = who ?? (role === "STAFF" ? staffMember?.id : undefined);

  // Kept beside the render: the table's columns hold on to an older one's handlers.
  const underWay = useRef(new Set<string>());
  const submitWeek = async (of: StaffWeekRow) => {
    const staffId = of.staffMember.id;
    if (underWay.current.has(staffId)) return;
    underWay.current.add(staffId);
    const { data: answer, error: failure } = await submit({ input: { staffId, weekStarting: monday } });
    const why = answer?.submitTimeEntries.userErrors[0]?.message ?? failure?.message;
    if (why) toast({ tone: "failure", message: why });
    // Said once the row shows it: the next key, A to approve, is about the hours that now wait.
    await client.query(timeWeekQuery, { weekStarting: monday }, { requestPolicy: "network-only" });
    underWay.current.delete(staffId);
    if (!why) toast({ tone: "good", message: texts.submitted(of.draftMinutes) });
  };
  return (
    <>
      <QuickEntry days={days} today={today} onAdded={readAgain} />
      <Section isFlush>
        {error && !shown ? <div className={styles["inset"]}><QueryFailure error={error} onRetry={readAgain} /></div> : (
          <WeekGrid
            days={days} today={today} staff={shown} isRefreshing={(fetching || stale) && shown !== undefined} openId={openId}
            onOpen={(staffId) => void navigate({ search: (before) => ({ ...before, who: staffId === who ? undefined : staffId }), replace: true, resetScroll: false })}
            onApprove={(of) => setAsked({ to: "approve", week: of })} onReturn={(of) => setAsked({ to: "return", week: of })} onSubmit={(of) => void submitWeek(of)}
            detail={(of) => <EntriesPanel week={of} monday={monday} meant={entry} onSubmit={() => void submitWeek(of)} onReturn={() => setAsked({ to: "return", week: of })} onChanged={readAgain} />}
          />
        )}
      </Section>
      {asked?.to === "approve" ? <ApproveDialog week={asked.week} monday={monday} today={today} onClose={() => setAsked(null)} onDone={readAgain} /> : null}
      {asked?.to === "return" ? <ReturnDialog week={asked.week} monday={monday} onClose={() => setAsked(null)} onDone={readAgain} /> : null}
    </>
  );
}
