import { Link, type LinkOptions } from "@tanstack/react-router";
import {
  IconBell, IconBuildingBank, IconChevronsLeft, IconChevronsRight, IconClock, IconFileInvoice, IconFileUpload, IconFingerprint, IconHistory, IconHome, IconKey, IconListDetails,
  IconPlugConnected, IconArrowsLeftRight, IconEqual, IconAlertTriangle, IconUserDollar, IconUsers, IconUsersGroup,
} from "@tabler/icons-react";
import { useState, type ComponentType } from "react";
import { apiKeysUrl } from "../features/api-keys/urls.js";
import { auditUrl } from "../features/audit/urls.js";
import { clientsUrl } from "../features/clients/urls.js";
import { connectionUrl } from "../features/connection/urls.js";
import { firmUrl } from "../features/firm/urls.js";
import { importsUrl } from "../features/imports/urls.js";
import { invoicesUrl } from "../features/invoices/urls.js";
import { mappingUrl } from "../features/mapping/urls.js";
import { notificationsUrl } from "../features/notifications/urls.js";
import { overviewUrl } from "../features/overview/urls.js";
import { problemsUrl } from "../features/problems/urls.js";
import { runsUrl } from "../features/runs/urls.js";
import { servicesUrl } from "../features/services/urls.js";
import { staffUrl } from "../features/staff/urls.js";
import { teamUrl } from "../features/team/urls.js";
import { tieOutUrl } from "../features/tie-out/urls.js";
import { timeUrl } from "../features/time/urls.js";
import { storedChoice } from "../lib/stored.js";
import { count } from "../lib/text.js";
import { useViewer } from "../lib/viewer.js";
import { appTexts } from "./app.texts.js";
import type { ProblemCounts } from "./connection-query.js";
import styles from "./navigation.module.css";

type Name = keyof typeof appTexts.nav;

export interface Destination {
  readonly name: Name;
  readonly url: LinkOptions;
  readonly icon: ComponentType<{ size?: number; stroke?: number }>;
  /** The narrowest root field whose records this page shows; who may not call it is not offered the page. */
  readonly needs: string;
  readonly group: "work" | "set";
  /** After G. */
  readonly key?: string;
}

/** Every page one can go to, in the order of the navigation; the command menu and the keys read the same list. */
export const destinations: readonly Destination[] = [
  { name: "overview", url: overviewUrl, icon: IconHome, needs: "overview", group: "work", key: "o" },
  { name: "problems", url: problemsUrl, icon: IconAlertTriangle, needs: "problems", group: "work", key: "p" },
  { name: "clients", url: clientsUrl, icon: IconUsers, needs: "clients", group: "work", key: "c" },
  { name: "time", url: timeUrl, icon: IconClock, needs: "timeWeek", group: "work", key: "t" },
  { name: "invoices", url: invoicesUrl, icon: IconFileInvoice, needs: "invoices", group: "work", key: "i" },
  { name: "mapping", url: mappingUrl, icon: IconArrowsLeftRight, needs: "mappings", group: "work", key: "m" },
  { name: "runs", url: runsUrl, icon: IconHistory, needs: "runs", group: "work", key: "r" },
  { name: "tieOut", url: tieOutUrl, icon: IconEqual, needs: "tieOut", group: "work", key: "e" },
  { name: "imports", url: importsUrl, icon: IconFileUpload, needs: "imports", group: "work" },
  { name: "staff", url: staffUrl, icon: IconUserDollar, needs: "problems", group: "set" },
  { name: "services", url: servicesUrl, icon: IconListDetails, needs: "ledgerItems", group: "set" },
  { name: "connection", url: connectionUrl, icon: IconPlugConnected, needs: "ledgerItems", group: "set" },
  { name: "firm", url: firmUrl, icon: IconBuildingBank, needs: "firm", group: "set" },
  { name: "notifications", url: notificationsUrl, icon: IconBell, needs: "notificationSettings", group: "set" },
  { name: "team", url: teamUrl, icon: IconUsersGroup, needs: "users", group: "set" },
  { name: "apiKeys", url: apiKeysUrl, icon: IconKey, needs: "apiKeys", group: "set" },
  { name: "audit", url: auditUrl, icon: IconFingerprint, needs: "auditEvents", group: "set" },
];

/** The pages this person may open. */
export function useDestinations(): readonly Destination[] {
  const { may } = useViewer();
  return destinations.filter((each) => may.includes(each.needs));
}

const collapsed = storedChoice("navigation");

/** The brand's double rule on its tile. */
export function Mark() {
  return <svg className={styles["mark"]} width="22" height="22" viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="7" fill="var(--accent)" /><path d="M8 12.5h16M8 19.5h16" stroke="var(--on-accent)" strokeWidth="3" strokeLinecap="round" /></svg>;
}

/** How many problems are open, in red; notices alone stay quiet (UX-68). */
function ProblemBadge({ counts }: { readonly counts: ProblemCounts | undefined }) {
  if (!counts) return null;
  if (counts.errors > 0) return <span className={styles["count"]} aria-label={appTexts.openProblems(counts.errors)}>{count(counts.errors)}</span>;
  return counts.warnings > 0 ? <span className={styles["count"]} data-quiet="" aria-label={appTexts.openNotices(counts.warnings)}>{count(counts.warnings)}</span> : null;
}

/** The pages this person may open, grouped. */
export function Links({ problems, onFollow }: { readonly problems: ProblemCounts | undefined; readonly onFollow?: () => void }) {
  const offered = useDestinations();
  return (
    <>
      {(["work", "set"] as const).map((group) => (
        <ul key={group} className={styles["group"]} aria-label={appTexts.navGroups[group]}>
          {offered.filter((each) => each.group === group).map(({ name, url, icon: Icon }) => (
            <li key={name}>
              <Link {...url} className={styles["link"]} activeOptions={{ exact: name === "overview", includeSearch: false }} onClick={onFollow} title={appTexts.nav[name]}>
                <Icon size={18} stroke={1.6} />
                <span className={styles["word"]}>{appTexts.nav[name]}</span>
                {name === "problems" ? <ProblemBadge counts={problems} /> : null}
              </Link>
            </li>
          ))}
        </ul>
      ))}
    </>
  );
}

/** The navigation at the left; collapsible to its icons, remembered in this browser. */
export function SideNavigation({ problems }: { readonly problems: ProblemCounts | undefined }) {
  const [isNarrow, setNarrow] = useState(collapsed.get() === "narrow");
  const toggle = () => {
    collapsed.set(isNarrow ? null : "narrow");
    setNarrow(!isNarrow);
  };
  return (
    <nav className={styles["side"]} aria-label={appTexts.navLabel} data-narrow={isNarrow || undefined}>
      <Link {...overviewUrl} className={styles["brand"]} aria-label="Tieout"><Mark /><span className={styles["word"]}>Tieout</span></Link>
      <Links problems={problems} />
      <button type="button" className={styles["toggle"]} onClick={toggle} aria-label={isNarrow ? appTexts.expand : appTexts.collapse} aria-expanded={!isNarrow}>
        {isNarrow ? <IconChevronsRight size={18} stroke={1.6} aria-hidden="true" /> : <IconChevronsLeft size={18} stroke={1.6} aria-hidden="true" />}
      </button>
    </nav>
  );
}
