import { useEffect, useRef, useState } from "react";
import { useClient } from "urql";
import { graphql } from "../lib/graphql.js";
import { Button } from "../ui/button.js";
import { appTexts } from "./app.texts.js";
import styles from "./new-version-bar.module.css";

const versionQuery = graphql(`query Version { setupState { version } }`);

/** Offers a newer version of the SPA when the tab comes back to the front; never forces it (UX-08). */
export function NewVersionBar() {
  const client = useClient();
  const first = useRef<string>(undefined);
  const [isNewer, setNewer] = useState(false);
  useEffect(() => {
    const look = async () => {
      if (document.visibilityState !== "visible") return;
      const { data } = await client.query(versionQuery, {}, { requestPolicy: first.current ? "network-only" : "cache-first" }).toPromise();
      const version = data?.setupState.version;
      if (!version) return;
      first.current ??= version;
      setNewer(version !== first.current);
    };
    void look();
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [client]);
  if (!isNewer) return null;
  return (
    <div className={styles["bar"]} role="status">
      {appTexts.newVersion.text}
      <Button size="sm" onClick={() => window.location.reload()}>{appTexts.newVersion.reload}</Button>
    </div>
  );
}
