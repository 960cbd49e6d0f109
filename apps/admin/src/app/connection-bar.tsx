import { useMatchRoute } from "@tanstack/react-router";
import { connectionUrl } from "../features/connection/urls.js";
import { formatDay } from "../lib/format.js";
import { needsPerson } from "../lib/ledger-readiness.js";
import { ButtonLink } from "../ui/button.js";
import { stateIcons } from "../ui/state-icons.js";
import { appTexts } from "./app.texts.js";
import type { ShellConnection } from "./connection-query.js";
import styles from "./connection-bar.module.css";

/** On every page while the connection needs a person, or will within a week: why, that records wait, and the way to set it right. The connection's own page says more. */
export function ConnectionBar({ connection }: { readonly connection: ShellConnection | undefined }) {
  const isThere = useMatchRoute()(connectionUrl);
  if (!connection || isThere) return null;
  if (!needsPerson(connection)) return connection.isSignInDoubted ? <DoubtedBar reason={connection.stateReason} /> : <EndingBar signIn={connection.signIn} />;
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
