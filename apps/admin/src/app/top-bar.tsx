import { IconMenu2, IconSearch } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { connectionUrl } from "../features/connection/urls.js";
import { openPlanUrl } from "../features/plan/urls.js";
import { problemsUrl } from "../features/problems/urls.js";
import { runUrl } from "../features/runs/urls.js";
import { formatRelative } from "../lib/format.js";
import { needsPerson } from "../lib/ledger-readiness.js";
import { useLiveState } from "../lib/live.js";
import { useNow } from "../lib/now.js";
import { useViewer } from "../lib/viewer.js";
import { KeyHint } from "../ui/key-hint.js";
import { HealthChip, isHeldUp } from "../ui/health-chip.js";
import { StateChip } from "../ui/state-chip.js";
import { appTexts as texts } from "./app.texts.js";
import type { ProblemCounts, ShellConnection } from "./connection-query.js";
import { SyncButton } from "./sync-button.js";
import { UserMenu } from "./user-menu.js";
import styles from "./top-bar.module.css";

interface TopBarProps {
  readonly connection: ShellConnection | undefined;
  readonly problems: ProblemCounts | undefined;
  readonly onCommands: () => void;
  readonly onKeys: () => void;
  readonly onNavigation: () => void;
}

/** Company, environment, health, search, Sync now, account: always in the same place. */
export function TopBar({ connection, problems, onCommands, onKeys, onNavigation }: TopBarProps) {
  const { firm } = useViewer();
  return (
    <header className={styles["bar"]}>
      <button type="button" className={styles["navigation"]} onClick={onNavigation} aria-label={texts.openNav}><IconMenu2 size={20} stroke={1.6} aria-hidden="true" /></button>
      <div className={styles["who"]}>
        <span className={styles["company"]}>{connection?.companyName ?? firm.name}</span>
        {connection ? <EnvironmentBadge environment={connection.environment} /> : null}
      </div>
      {connection ? <Health connection={connection} problems={problems} /> : null}
      <LiveMark />
      <div className={styles["end"]}>
        <button type="button" className={styles["search"]} onClick={onCommands} aria-label={texts.commandMenu.open} aria-keyshortcuts="Control+K Meta+K">
          <IconSearch size={16} stroke={1.6} aria-hidden="true" /> <span>{texts.commandMenu.open}</span> <KeyHint keys="$mod+k" />
        </button>
        <SyncButton connection={connection} />
        <UserMenu onKeys={onKeys} />
      </div>
    </header>
  );
}

/** Emulator, sandbox and production differ in word and in shape: striped, dashed, solid. */
function EnvironmentBadge({ environment }: { readonly environment: ShellConnection["environment"] }) {
  const word = texts.environment[environment];
  return <span className={styles["environment"]} data-environment={environment} title={texts.environmentLabel(word)}>{word}</span>;
}

/** The health word; it leads to where its cause is explained. */
function Health({ connection, problems }: { readonly connection: ShellConnection; readonly problems: ProblemCounts | undefined }) {
  const { currentRun, openPlan, state, stateReason } = connection;
  if (currentRun && !needsPerson(connection)) {
    const isWaiting = currentRun.state === "WAITING";
    const words = isWaiting ? texts.health.waiting : currentRun.phase === "sense" ? texts.health.reading : texts.health.syncing(currentRun.done, currentRun.total);
    return <Link {...runUrl(currentRun.id)} className={styles["health"]}><StateChip of="connection" state={isWaiting ? "DELAYED" : "RUNNING"} words={words} /></Link>;
  }
  if (openPlan && !needsPerson(connection)) return <Link {...openPlanUrl} className={styles["health"]}><StateChip of="run" state="AWAITING_APPROVAL" words={texts.health.planWaits} /></Link>;
  const url = isHeldUp({ state, problems }) ? problemsUrl : connectionUrl;
  return <Link {...url} className={styles["health"]}><HealthChip state={state} stateReason={stateReason} problems={problems} /></Link>;
}

function LiveMark() {
  const live = useLiveState();
  const now = useNow();
  if (live.is !== "reconnecting") return null;
  const isStale = now - live.since > 60_000;
  return <span className={styles["live"]} role="status">{isStale ? texts.live.stale(formatRelative(new Date(live.since).toISOString(), now)) : texts.live.reconnecting}</span>;
}
