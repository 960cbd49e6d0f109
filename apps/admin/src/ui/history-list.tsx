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
  readonly callId: string | null;
  readonly changes: readonly FieldChange[];
}

interface Urls {
  readonly runUrl: (runId: string) => LinkOptions;
  /** Null where the viewer may not see calls. */
  readonly callUrl: ((runId: string, callId: string) => LinkOptions) | null;
}

/** What happened to a record, newest first: who or what did it, when, and each field before and after (UX-84). */
export function HistoryList({ events, ...urls }: { readonly events: readonly HistoryEvent[] } & Urls) {
  if (events.length === 0) return <p className={styles["nothing"]}>{texts.nothing}</p>;
  return <ol className={styles["list"]}>{events.map((event) => <Entry key={event.id} event={event} {...urls} />)}</ol>;
}

function Entry({ event, runUrl, callUrl }: { readonly event: HistoryEvent } & Urls) {
  const refusal = event.changes.find(({ path }) => path === "refusal")?.after;
  const changes = event.changes.filter(({ path }) => path !== "refusal");
  const [isOpen, setOpen] = useState(false);
  return (
    <li className={styles["entry"]}>
      <div className={styles["line"]}>
        <span className={styles["action"]}>{texts.action(event.action)}</span>
        <span className={styles["who"]}>{texts.actor(event.actorKind, event.actor)} · <RelativeTime at={event.at} /></span>
        <span className={styles["more"]}>
          {event.runId ? <Link {...runUrl(event.runId)}>{texts.run}</Link> : null}
          {event.runId && event.callId && callUrl ? <Link {...callUrl(event.runId, event.callId)}>{texts.call}</Link> : null}
          {changes.length > 0 ? <Button size="sm" look="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>{isOpen ? texts.hide : texts.show}</Button> : null}
        </span>
      </div>
      {typeof refusal === "string" ? <p className={styles["refusal"]}>{refusal}</p> : null}
      {isOpen ? <FieldChanges changes={changes} label={texts.changes} /> : null}
    </li>
  );
}
