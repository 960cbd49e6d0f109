import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { useQuery } from "urql";
import { runUrl } from "../runs/urls.js";
import { useMay, useViewer } from "../../lib/viewer.js";
import { Banner } from "../../ui/banner.js";
import { Page } from "../../ui/page.js";
import { SendEarlier } from "../../ui/send-earlier.js";
import { TabLinks } from "../../ui/tab-links.js";
import { earlierFilter } from "./outgoing-filter.js";
import { OutgoingTime } from "./outgoing-time.js";
import { earlierTimeQuery, entryPlaceQuery } from "./time-queries.js";
import { timeTexts as texts } from "./time.texts.js";
import { earlierTimeUrl, timeUrl, waitingTimeUrl } from "./urls.js";
import { useSendTime } from "./use-send-time.js";
import { useTimeSettings } from "./use-time-settings.js";
import { mondayOf } from "./week.js";
import { WeekBar } from "./week-bar.js";
import { WeekView } from "./week-view.js";

const route = getRouteApi("/shell/time");

/** Time by week, and, for those who see the sync, what of it waits for QuickBooks and what the start date leaves out. */
export function TimePage() {
  const { week, show } = route.useSearch();
  const setSearch = route.useNavigate();
  const navigate = useNavigate();
  const { today } = useViewer().firm;
  const maySeeSync = useMay("connection");
  const maySend = useMay("syncTimeEntries");
  const monday = mondayOf(week ?? today);
  const view = maySeeSync && show ? show : "week";
  const isGone = useEntryPlace();
  const settings = useTimeSettings();
  const filter = settings?.isSent ? earlierFilter(settings.startDate) : null;
  const [{ data }] = useQuery({ query: earlierTimeQuery, variables: { filter }, pause: !filter, requestPolicy: "cache-and-network" });
  const earlier = (filter && data?.timeTotals) || { entries: 0, minutes: 0 };
  const send = useSendTime();
  const sendEarlier = async (dryRun: boolean) => {
    const { run, refusal } = await send({ beforeStartDate: true }, dryRun);
    if (run) await navigate(runUrl(run.id));
    return refusal;
  };
  const actions = {
    week: <WeekBar monday={monday} today={today} onChange={(to) => void setSearch({ search: (before) => ({ ...before, week: to === mondayOf(today) ? undefined : to, entry: undefined }) })} />,
    waiting: undefined,
    earlier: settings?.startDate && earlier.entries > 0 ? <SendEarlier kind="time" count={earlier.entries} worth={texts.hours(earlier.minutes)} startDate={settings.startDate} forbidden={maySend ? null : texts.syncForbidden} onSend={sendEarlier} /> : undefined,
  };
  return (
    <Page title={texts.title} actions={actions[view]}>
      {maySeeSync ? (
        <TabLinks
          label={texts.views.label} current={view}
          tabs={[
            { key: "week", url: timeUrl, label: texts.views.week },
            { key: "waiting", url: waitingTimeUrl, label: texts.views.waiting },
            ...(earlier.entries > 0 || view === "earlier" ? [{ key: "earlier", url: earlierTimeUrl, label: texts.views.earlier, count: earlier.entries }] : []),
          ]}
        />
      ) : null}
      {isGone ? <Banner tone="attention" title={texts.gone.title}>{texts.gone.text}</Banner> : null}
      {view === "week" ? <WeekView monday={monday} /> : <OutgoingTime key={view} which={view} settings={settings} />}
    </Page>
  );
}

/** Leads from the address of one entry to its week, its person open. True when there is no such entry. */
function useEntryPlace(): boolean {
  const { entry, week, who } = route.useSearch();
  const setSearch = route.useNavigate();
  const isSought = entry !== undefined && !week;
  const [{ data }] = useQuery({ query: entryPlaceQuery, variables: { filter: { ids: entry ? [entry] : [] } }, pause: !isSought, requestPolicy: "cache-and-network" });
  const place = isSought ? data?.timeEntries.nodes.find(({ id }) => id === entry) : undefined;
  useEffect(() => {
    if (place) void setSearch({ search: { week: mondayOf(place.day), who: place.staffMember.id, entry: place.id }, replace: true });
  }, [place, setSearch]);
  return isSought && who === undefined && data?.timeEntries.nodes.length === 0;
}
