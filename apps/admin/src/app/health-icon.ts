import { useEffect } from "react";
import type { ShellConnection } from "./connection-query.js";

/** The tab's icon follows the connection: plain, blue dot while syncing, red dot when it needs a person (UX-04). */
export function useHealthIcon(state: ShellConnection["state"] | undefined, errors: number): void {
  useEffect(() => {
    const icon = state === "RUNNING" ? "/favicon-running.svg" : state === "ACTION_REQUIRED" || errors > 0 ? "/favicon-needs-you.svg" : "/favicon.svg";
    document.querySelector<HTMLLinkElement>("link[rel=icon]")?.setAttribute("href", icon);
  }, [state, errors]);
}
