import { useMatchRoute } from "@tanstack/react-router";
import { connectionUrl } from "../features/connection/urls.js";
import { ButtonLink } from "../ui/button.js";
import { stateIcons } from "../ui/state-icons.js";
import { appTexts } from "./app.texts.js";
import { needsPerson, type ShellConnection } from "./connection-query.js";
import styles from "./connection-bar.module.css";

/** On every page while the connection needs a person: why, that records wait, and the way to set it right. The connection's own page says more. */
export function ConnectionBar({ connection }: { readonly connection: ShellConnection | undefined }) {
  const isThere = useMatchRoute()(connectionUrl);
  if (!connection || !needsPerson(connection) || isThere) return null;
  return (
    <div className={styles["bar"]} role="alert">
      <span className={styles["icon"]}>{stateIcons.bang}</span>
      <span className={styles["text"]}>{connection.stateReason ? appTexts.connectionBar.because(connection.stateReason) : appTexts.connectionBar.plain}</span>
      <ButtonLink {...connectionUrl} size="sm">{appTexts.connectionBar.reconnect}</ButtonLink>
    </div>
  );
}
