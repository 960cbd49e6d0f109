import { Outlet } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import { useQuery, useSubscription } from "urql";
import { FirmFactsProvider } from "../lib/firm-facts.js";
import { leaveWithOthers, useSessionEnded } from "../lib/session.js";
import { useLiveContext, useMay, useViewer, viewerQuery } from "../lib/viewer.js";
import { ToastRegion } from "../ui/toast.js";
import { appTexts as texts } from "./app.texts.js";
import { ConnectionBar } from "./connection-bar.js";
import { problemCountsSubscription, runProgressSubscription, shellQuery } from "./connection-query.js";
import { useHealthIcon } from "./health-icon.js";
import { SideNavigation } from "./navigation.js";
import { NewVersionBar } from "./new-version-bar.js";
import { useShellKeys } from "./shell-keys.js";
import { TopBar } from "./top-bar.js";
import styles from "./shell.module.css";

const CommandMenu = lazy(async () => ({ default: (await import("./command-menu.js")).CommandMenu }));
const NavigationDrawer = lazy(async () => ({ default: (await import("./navigation-drawer.js")).NavigationDrawer }));
const KeyList = lazy(async () => ({ default: (await import("./key-list.js")).KeyList }));
const SignInAgain = lazy(async () => ({ default: (await import("./sign-in-again.js")).SignInAgain }));

/** How often the frame asks whether the sync has fallen silent. */
const silenceLookMs = 5 * 60_000;

/** The frame around every page behind sign-in: navigation, top bar, live events, dialogs that belong to no page. */
export function Shell() {
  const viewer = useViewer();
  const maySeeSync = useMay("problemCounts");
  const [{ data }, refetch] = useQuery({ query: shellQuery, pause: !maySeeSync, requestPolicy: "cache-and-network" });
  const [{ data: about }] = useQuery({ query: viewerQuery });
  const live = useLiveContext();
  useSubscription({ query: runProgressSubscription, pause: !maySeeSync, context: live });
  useSubscription({ query: problemCountsSubscription, pause: !maySeeSync, context: live });

  useEffect(() => {
    // That nothing happens for hours is no event.
    if (!maySeeSync) return;
    const timer = setInterval(() => refetch({ requestPolicy: "network-only" }), silenceLookMs);
    return () => clearInterval(timer);
  }, [maySeeSync, refetch]);

  const [open, setOpen] = useState<"commands" | "keys" | "navigation" | null>(null);
  const close = () => setOpen(null);
  useShellKeys({ openCommands: () => setOpen("commands"), openKeys: () => setOpen("keys") });
  useHealthIcon(data?.connection.state, data?.problemCounts.errors ?? 0);
  const hasEnded = useSessionEnded();
  useEffect(leaveWithOthers, []);

  const facts = useMemo(() => ({ timeZone: viewer.firm.timeZone, homeCurrency: viewer.firm.homeCurrency }), [viewer.firm.timeZone, viewer.firm.homeCurrency]);
  const isPractice = (data?.connection.environment ?? about?.setupState.environment) === "EMULATOR";
  useEffect(() => {
    // So that sticky table heads know how high the bars above them are.
    document.documentElement.style.setProperty("--bar-height", isPractice ? "76px" : "52px");
  }, [isPractice]);

  return (
    <FirmFactsProvider value={facts}>
      <a href="#page" className={styles["skip"]}>{texts.skip}</a>
      <div className={styles["frame"]}>
        <SideNavigation problems={data?.problemCounts} />
        <div className={styles["main"]}>
          <div className={styles["bars"]}>
            {isPractice ? <div className={styles["practice"]} role="note"><span>{texts.practiceBar}</span></div> : null}
            <TopBar connection={data?.connection} problems={data?.problemCounts} onCommands={() => setOpen("commands")} onKeys={() => setOpen("keys")} onNavigation={() => setOpen("navigation")} />
          </div>
          <div>
            <ConnectionBar connection={data?.connection} />
            <NewVersionBar />
          </div>
          <main id="page" tabIndex={-1} className={styles["page"]}>
            <Outlet />
          </main>
        </div>
      </div>
      <Suspense fallback={null}>
        {open === "commands" ? <CommandMenu onClose={close} /> : null}
        {open === "navigation" ? <NavigationDrawer onClose={close} problems={data?.problemCounts} /> : null}
        {open === "keys" ? <KeyList onClose={close} /> : null}
        {hasEnded ? <SignInAgain /> : null}
      </Suspense>
      <ToastRegion />
    </FirmFactsProvider>
  );
}
