import { IconRefresh } from "@tabler/icons-react";
import { Link, type LinkOptions } from "@tanstack/react-router";
import { useLedgerBlock } from "../lib/ledger-readiness.js";
import type { RecordSync } from "../lib/record-sync.js";
import { Button } from "./button.js";
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
  readonly size?: "sm" | "md";
}

/** "Sync" on one record with its result beside it: every step as the server told it. */
export function SyncControl({ sync, name, onStart, forbidden, detailUrl, size = "sm" }: SyncControlProps) {
  const block = useLedgerBlock();
  const isBusy = sync.is === "starting" || sync.is === "under way";
  return (
    <span className={styles["control"]}>
      <span role="status">{outcome(sync, detailUrl)}</span>
      {isBusy ? null : (
        <Button size={size} blockedBecause={forbidden ?? (block === null ? null : typeof block === "string" ? texts.blocks[block] : block.reason)} icon={<IconRefresh size={size === "sm" ? 14 : 16} stroke={1.6} aria-hidden="true" />} aria-label={texts.syncOf(name)} onClick={onStart}>
          {texts.sync}
        </Button>
      )}
    </span>
  );
}

function outcome(sync: RecordSync, detailUrl: SyncControlProps["detailUrl"]) {
  switch (sync.is) {
    case "idle": return null;
    case "starting": return <WordMark tone="information" icon="clock">{texts.starting}</WordMark>;
    case "under way": return <WordMark tone="information" icon={sync.step === "sending" ? "cloudUp" : sync.step === "queued" ? "clock" : "magnifier"}>{texts.steps[sync.step]}</WordMark>;
    case "stopped":
      return (
        <WordMark tone="failure" icon="cloudBang" reason={sync.reason}>
          {sync.runId ? <Link {...detailUrl(sync.runId)}>{texts.stopped}</Link> : texts.stopped}
        </WordMark>
      );
    case "done": {
      const words = { nothing: texts.nothing, created: texts.created(sync.ledgerId), linked: texts.linked(sync.ledgerId), updated: texts.updated(sync.fields) }[sync.did];
      return <WordMark tone="good" icon="tick"><Link {...detailUrl(sync.runId)}>{words}</Link></WordMark>;
    }
  }
}
