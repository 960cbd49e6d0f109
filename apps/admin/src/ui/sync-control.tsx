import { IconRefresh } from "@tabler/icons-react";
import { Link, type LinkOptions } from "@tanstack/react-router";
import { useLedgerBlock } from "../lib/ledger-readiness.js";
import type { RecordSync } from "../lib/record-sync.js";
import { Button, ButtonLink } from "./button.js";
import { ReasonBrief } from "./reason-brief.js";
import { syncControlTexts as texts } from "./sync-control.texts.js";
import { WordMark } from "./word-mark.js";
import styles from "./sync-control.module.css";

interface SyncControlProps {
  readonly sync: RecordSync;
  /** Whom or what it sends, for a screen reader. */
  readonly name: string;
  readonly onStart: () => void;
  /** Why this person may not; null when they may. */
  readonly forbidden: string | null;
  /** Where the run, or the problem it met, is explained. */
  readonly detailUrl: (runId: string) => LinkOptions;
  /** Where a lost connection is set right. */
  readonly reconnectUrl: LinkOptions;
  /** `sm` stands in a row of a list and keeps to its height: the reason is on hover. */
  readonly size?: "sm" | "md";
}

/** "Sync" on one record with its result beside it: every step as the server told it, and why it did not go. */
export function SyncControl({ sync, name, onStart, forbidden, detailUrl, reconnectUrl, size = "sm" }: SyncControlProps) {
  const block = useLedgerBlock();
  const isBusy = sync.is === "starting" || sync.is === "under way";
  const isLost = typeof block === "object" && block !== null && block.isLost;
  const reason = sync.is === "stopped" || sync.is === "waiting" ? sync.reason : null;
  return (
    <span className={styles["control"]}>
      <span role="status" className={styles["outcome"]}>
        {outcome(sync, detailUrl, size)}
        {reason && size === "md" ? <span className={styles["reason"]}><ReasonBrief reason={reason} /></span> : null}
      </span>
      {button()}
    </span>
  );

  function button() {
    if (isBusy) return null;
    if (isLost && reason !== null) return <ButtonLink {...reconnectUrl} size={size}>{texts.reconnect}</ButtonLink>;
    if (sync.is === "waiting") return null;
    return (
      <Button size={size} blockedBecause={forbidden ?? (block === null ? null : typeof block === "string" ? texts.blocks[block] : block.reason)} icon={<IconRefresh size={size === "sm" ? 14 : 16} stroke={1.6} aria-hidden="true" />} aria-label={texts.syncOf(name)} onClick={onStart}>
        {texts.sync}
      </Button>
    );
  }
}

function outcome(sync: RecordSync, detailUrl: SyncControlProps["detailUrl"], size: "sm" | "md") {
  switch (sync.is) {
    case "idle": return null;
    case "starting": return <WordMark tone="information" icon="clock">{texts.starting}</WordMark>;
    case "under way": return <WordMark tone="information" icon={sync.step === "sending" ? "cloudUp" : sync.step === "queued" ? "clock" : "magnifier"}>{texts.steps[sync.step]}</WordMark>;
    case "waiting": return <WordMark tone="attention" icon="pause" reason={size === "sm" ? sync.reason : null}><Link {...detailUrl(sync.runId)}>{texts.waiting}</Link></WordMark>;
    case "stopped":
      return (
        <WordMark tone="failure" icon="cloudBang" reason={size === "sm" ? sync.reason : null}>
          {sync.runId ? <Link {...detailUrl(sync.runId)}>{texts.stopped}</Link> : texts.stopped}
        </WordMark>
      );
    case "done": {
      const words = { nothing: texts.nothing, created: texts.created(sync.ledgerId), linked: texts.linked(sync.ledgerId), updated: texts.updated(sync.fields), voided: texts.voided, removed: texts.removed }[sync.did];
      return <WordMark tone="good" icon="tick"><Link {...detailUrl(sync.runId)}>{words}</Link></WordMark>;
    }
  }
}
