import { Link, type LinkOptions } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "./button.js";
import { FieldChanges, type FieldChange } from "./field-changes.js";
import { historyTexts as texts } from "./history-list.texts.js";
import { RelativeTime } from "./relative-time.js";
import styles from "./history-list.module.css";

export interface HistoryEvent {
  readonly id: string;
  readonly at: string;
  readonly actorKind: string;
  readonly actor: string;
  readonly action: string;
  readonly runId: string | null;
  readonly changes: readonly FieldChange[];
}

/** What happened to a record, newest first: who or what did it, when, and each field before and after (UX-84). */
export function HistoryList({ events, runUrl }: { readonly events: readonly HistoryEvent[]; readonly runUrl: (runId: string) => LinkOptions }) {
  if (events.length === 0) return <p className={styles["nothing"]}>{texts.nothing}</p>;
  return <ol className={styles["list"]}>{events.map((event) => <Entry key={event.id} event={event} runUrl={runUrl} />)}</ol>;
}

/** What happened, in words. What a person did about a problem names how it ended. */
function actionWords(action: string): string {
  const [, resolution] = /^problem (.+)$/.exec(action) ?? [];
  return resolution ? texts.problem(resolution) : (texts.actions[action] ?? action);
}

function Entry({ event, runUrl }: { readonly event: HistoryEvent; readonly runUrl: (runId: string) => LinkOptions }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <li className={styles["entry"]}>
      <div className={styles["line"]}>
        <span className={styles["action"]}>{actionWords(event.action)}</span>
        <span className={styles["who"]}>{texts.actor(event.actorKind, event.actor)} · <RelativeTime at={event.at} /></span>
        <span className={styles["more"]}>
          {event.runId ? <Link {...runUrl(event.runId)}>{texts.run}</Link> : null}
          {event.changes.length > 0 ? <Button size="sm" look="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>{isOpen ? texts.hide : texts.show}</Button> : null}
        </span>
      </div>
      {isOpen ? <FieldChanges changes={event.changes} label={texts.changes} /> : null}
    </li>
  );
}
