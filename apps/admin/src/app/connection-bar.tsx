import { useMatchRoute } from "@tanstack/react-router";
import { connectionUrl } from "../features/connection/urls.js";
import { runsUrl } from "../features/runs/urls.js";
import { useFirmFacts } from "../lib/firm-facts.js";
import { formatDay, formatInstant } from "../lib/format.js";
import { needsPerson } from "../lib/ledger-readiness.js";
import { Button, ButtonLink } from "../ui/button.js";
import { stateIcons } from "../ui/state-icons.js";
import { appTexts } from "./app.texts.js";
import type { ShellConnection } from "./connection-query.js";
import { useSyncBlock, useSyncNow } from "./sync-button.js";
import styles from "./connection-bar.module.css";

/** On every page while the connection needs a person, will within a week, or nothing was synced for too long: why, that records wait, and the way to set it right. The connection's own page says more. */
export function ConnectionBar({ connection }: { readonly connection: ShellConnection | undefined }) {
  const isThere = useMatchRoute()(connectionUrl);
  if (!connection || isThere) return null;
  if (!needsPerson(connection)) {
    if (connection.isSignInDoubted) return <DoubtedBar reason={connection.stateReason} />;
    return connection.silentSince ? <SilentBar since={connection.silentSince} connection={connection} /> : <EndingBar signIn={connection.signIn} />;
  }
  return (
    <div className={styles["bar"]} role="alert">
      <span className={styles["icon"]}>{stateIcons.bang}</span>
      <span className={styles["text"]}>{connection.stateReason ? appTexts.connectionBar.because(connection.stateReason) : appTexts.connectionBar.plain}</span>
      <ButtonLink {...connectionUrl} size="sm">{appTexts.connectionBar.reconnect}</ButtonLink>
    </div>
  );
}

/** An outage looks like this, and so does a consent that was withdrawn: whoever knows which need not wait for the third refusal. */
function DoubtedBar({ reason }: { readonly reason: string | null }) {
  return (
    <div className={styles["bar"]} data-tone="attention" role="status">
      <span className={styles["icon"]}>{stateIcons.bang}</span>
      <span className={styles["text"]}>{appTexts.connectionBar.because(reason ?? appTexts.connectionBar.doubted)}</span>
      <ButtonLink {...connectionUrl} size="sm">{appTexts.connectionBar.reconnect}</ButtonLink>
    </div>
  );
}

/** The same silence that people are mailed about: no sync has gone through for the firm's hours, though it is on. */
function SilentBar({ since, connection }: { readonly since: string; readonly connection: ShellConnection }) {
  const { timeZone } = useFirmFacts();
  const { start, isBusy } = useSyncNow();
  const block = useSyncBlock(connection);
  return (
    <div className={styles["bar"]} data-tone="attention" role="status">
      <span className={styles["icon"]}>{stateIcons.bang}</span>
      <span className={styles["text"]}>{appTexts.connectionBar.silent(formatInstant(since, timeZone), connection.stateReason)}</span>
      <span className={styles["actions"]}>
        <ButtonLink {...runsUrl} size="sm">{appTexts.connectionBar.openRuns}</ButtonLink>
        {block === null ? <Button size="sm" isBusy={isBusy} onClick={() => void start({ dryRun: false })}>{appTexts.sync.all}</Button> : null}
      </span>
    </div>
  );
}

function EndingBar({ signIn }: { readonly signIn: ShellConnection["signIn"] }) {
  if (!signIn?.warningDays || signIn.warningDays > 7) return null;
  return (
    <div className={styles["bar"]} data-tone="attention" role="status">
      <span className={styles["icon"]}>{stateIcons.bang}</span>
      <span className={styles["text"]}>{appTexts.connectionBar.ends(formatDay(signIn.endsAt.slice(0, 10)))}</span>
      <ButtonLink {...connectionUrl} size="sm">{appTexts.connectionBar.reconnect}</ButtonLink>
    </div>
  );
}
