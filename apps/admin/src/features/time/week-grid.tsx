import { useMemo, type ReactNode } from "react";
import { staffUrl } from "../staff/urls.js";
import { formatMinutes } from "../../lib/format.js";
import { useMay } from "../../lib/viewer.js";
import { Button, ButtonLink } from "../../ui/button.js";
import { columnsOf, DataTable } from "../../ui/data-table.js";
import { EmptyState } from "../../ui/empty-state.js";
import type { StaffWeekRow } from "./time-queries.js";
import { timeTexts as texts } from "./time.texts.js";
import { isWeekend, shortDayName } from "./week.js";
import { WeekState } from "./week-state.js";
import styles from "./time.module.css";

interface WeekGridProps {
  readonly days: readonly string[];
  readonly today: string;
  readonly staff: readonly StaffWeekRow[] | undefined;
  readonly isRefreshing: boolean;
  readonly openId: string | undefined;
  readonly onOpen: (staffId: string) => void;
  readonly onApprove: (week: StaffWeekRow) => void;
  readonly onReturn: (week: StaffWeekRow) => void;
  readonly onSubmit: (week: StaffWeekRow) => void;
  readonly detail: (week: StaffWeekRow) => ReactNode;
}

/** Staff and days of a week with their totals. A approves, R returns and S submits the week of the row one is on. */
export function WeekGrid({ days, today, staff, isRefreshing, openId, onOpen, onApprove, onReturn, onSubmit, detail }: WeekGridProps) {
  const mayApprove = useMay("approveTimeEntries");
  const maySubmit = useMay("submitTimeEntries");
  const columns = useMemo(
    () =>
      columnsOf<StaffWeekRow>([
        { id: "staff", header: texts.columns.staff, card: "title", cell: (week) => <span className={styles["person"]} title={week.staffMember.displayName}>{week.staffMember.displayName}</span> },
        ...days.map((day, index) => ({
          id: day, header: shortDayName(day), width: isWeekend(day) ? "58px" : "66px", align: "end" as const, card: "none" as const,
          cell: (week: StaffWeekRow) => <DayCell minutes={week.dayMinutes[index] ?? 0} isMissing={week.minutes > 0 && day < today && !isWeekend(day)} />,
        })),
        { id: "total", header: texts.columns.total, width: "76px", align: "end", card: "corner", cell: (week) => <strong className={styles["total"]}>{formatMinutes(week.minutes)}</strong> },
        { id: "state", header: texts.columns.state, width: "272px", cell: (week) => <WeekState week={week} /> },
        {
          id: "actions", header: texts.columns.actions, width: "112px", align: "end",
          cell: (week) => {
            const name = week.staffMember.displayName;
            if (mayApprove && week.approvableMinutes > 0) return <Button size="sm" aria-label={texts.approveOf(name, week.approvableMinutes)} onClick={() => onApprove(week)}>{texts.approve}</Button>;
            if (!maySubmit || week.draftMinutes === 0) return null;
            // Somebody who enters time and approves none has one thing to do here.
            return <Button size="sm" look={mayApprove ? "plain" : "primary"} aria-label={texts.submitOf(name, week.draftMinutes)} onClick={() => onSubmit(week)}>{texts.submit}</Button>;
          },
        },
      ]),
    // oxlint-disable-next-line react/exhaustive-deps -- one set of columns for each week; the handlers get their week from the row
    [days.join(), today, mayApprove, maySubmit],
  );
  return (
    <DataTable
      label={texts.grid} columns={columns} rows={staff} rowId={(week) => week.staffMember.id} isRefreshing={isRefreshing} openId={openId} detail={detail}
      onOpen={(week) => onOpen(week.staffMember.id)}
      rowKeys={[
        ...(mayApprove
          ? [
              { key: "a", label: texts.keys.approve, run: (week: StaffWeekRow) => (week.approvableMinutes > 0 ? onApprove(week) : undefined) },
              { key: "r", label: texts.keys.returnWeek, run: (week: StaffWeekRow) => (week.submittedMinutes > 0 ? onReturn(week) : undefined) },
            ]
          : []),
        { key: "s", label: texts.keys.submit, run: (week: StaffWeekRow) => (week.draftMinutes > 0 ? onSubmit(week) : undefined) },
      ]}
      empty={<EmptyState kind="nothing-yet" title={texts.empty.title} action={<ButtonLink {...staffUrl}>{texts.empty.action}</ButtonLink>}>{texts.empty.text}</EmptyState>}
      footer={staff && staff.length > 0 ? <Totals staff={staff} /> : null}
    />
  );
}

function DayCell({ minutes, isMissing }: { readonly minutes: number; readonly isMissing: boolean }) {
  if (minutes > 0) return formatMinutes(minutes);
  return <span className={isMissing ? styles["missing"] : styles["muted"]} title={isMissing ? texts.missingDay : undefined}><span aria-hidden="true">{isMissing ? "○" : "·"}</span><span className="visually-hidden">{isMissing ? texts.missingDay : texts.noTime}</span></span>;
}

function Totals({ staff }: { readonly staff: readonly StaffWeekRow[] }) {
  const sum = (of: (week: StaffWeekRow) => number) => staff.reduce((total, week) => total + of(week), 0);
  const waiting = staff.filter((week) => week.approvableMinutes > 0);
  return (
    <>
      <span>{texts.footer(sum((week) => week.minutes), sum((week) => week.billableMinutes))}</span>
      <span>{waiting.length > 0 ? texts.toApprove(sum((week) => week.approvableMinutes), waiting.length) : texts.onlyApproved}</span>
    </>
  );
}
