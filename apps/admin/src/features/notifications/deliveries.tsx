import { useMemo } from "react";
import { columnsOf, DataTable } from "../../ui/data-table.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Section } from "../../ui/page.js";
import { RelativeTime } from "../../ui/relative-time.js";
import { WordMark } from "../../ui/word-mark.js";
import type { NotificationSettings } from "./notifications-query.js";
import { notificationsTexts } from "./notifications.texts.js";
import styles from "./notifications.module.css";

const texts = notificationsTexts.deliveries;
type Delivery = NotificationSettings["deliveries"][number];

const marks = {
  WAITING: { tone: "attention", icon: "clock" },
  DELIVERED: { tone: "good", icon: "tick" },
  FAILED: { tone: "failure", icon: "cross" },
  SUPERSEDED: { tone: "quiet", icon: "tick" },
} as const;

/** Whom the last messages went to, and whether they arrived. */
export function Deliveries({ settings }: { readonly settings: NotificationSettings }) {
  const rows = useMemo(() => settings.deliveries.map((delivery, index) => ({ ...delivery, key: `${delivery.happenedAt} ${index}` })), [settings]);
  const columns = useMemo(
    () =>
      columnsOf<Delivery & { key: string }>([
        { id: "title", header: texts.columns.title, card: "title", cell: ({ title, failure }) => <span className={styles["who"]}><span>{title}</span>{failure ? <span className={styles["failure"]}>{failure}</span> : null}</span> },
        { id: "to", header: texts.columns.to, width: "150px", cell: ({ channel, to }) => (channel === "WEBHOOK" ? texts.webhook : (to ?? texts.left)) },
        {
          id: "state", header: texts.columns.state, width: "190px", card: "corner",
          cell: ({ state, attempts, dueAt }) => (
            <span className={styles["who"]}>
              <WordMark tone={marks[state].tone} icon={marks[state].icon}>{texts.states[state]}</WordMark>
              {dueAt ? <span className={styles["muted"]}>{attempts > 0 ? texts.retry(attempts + 1) : texts.due} <RelativeTime at={dueAt} isQuiet /></span> : null}
            </span>
          ),
        },
        { id: "at", header: texts.columns.at, width: "130px", cell: ({ happenedAt }) => <RelativeTime at={happenedAt} isQuiet /> },
      ]),
    [],
  );
  return (
    <Section title={texts.title} lead={texts.lead} isFlush>
      <DataTable label={texts.title} columns={columns} rows={rows} rowId={({ key }) => key} empty={<EmptyState kind="nothing-yet" title={texts.empty}>{texts.emptyText}</EmptyState>} />
    </Section>
  );
}
