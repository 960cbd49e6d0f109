import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useMutation, useQuery } from "urql";
import { runUrl } from "../runs/urls.js";
import { refusalOf } from "../../lib/refusal.js";
import { useMay, useViewer } from "../../lib/viewer.js";
import { Page } from "../../ui/page.js";
import { SendEarlier } from "../../ui/send-earlier.js";
import { TabLinks } from "../../ui/tab-links.js";
import { earlierFilter } from "./outgoing-filter.js";
import { OutgoingTime } from "./outgoing-time.js";
import { earlierTimeQuery, sendTimeMutation, timeSettingsQuery, type TimeSettings } from "./time-queries.js";
import { timeTexts as texts } from "./time.texts.js";
import { earlierTimeUrl, timeUrl, waitingTimeUrl } from "./urls.js";
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
  const settings = useTimeSettings(maySeeSync);
  const filter = settings?.isSent ? earlierFilter(settings.startDate) : null;
  const [{ data }] = useQuery({ query: earlierTimeQuery, variables: { filter }, pause: !filter, requestPolicy: "cache-and-network" });
  const earlier = (filter && data?.timeTotals) || { entries: 0, minutes: 0 };
  const [, send] = useMutation(sendTimeMutation);
  const sendEarlier = async (dryRun: boolean) => {
    const { data: answer, error } = await send({ input: { beforeStartDate: true, dryRun } });
    const run = answer?.syncTimeEntries.run;
    if (run) await navigate(runUrl(run.id));
    return refusalOf(error, answer?.syncTimeEntries.userErrors);
  };
  const actions = {
    week: <WeekBar monday={monday} today={today} onChange={(to) => void setSearch({ search: (before) => ({ ...before, week: to === mondayOf(today) ? undefined : to }) })} />,
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
      {view === "week" ? <WeekView monday={monday} /> : <OutgoingTime key={view} which={view} settings={settings} />}
    </Page>
  );
}

function useTimeSettings(maySeeSync: boolean): TimeSettings | undefined {
  const [{ data }] = useQuery({ query: timeSettingsQuery, pause: !maySeeSync });
  if (!data) return undefined;
  const { stage, settings } = data.connection;
  return { startDate: settings.startDate, isSent: stage === "ENABLED" && settings.switches.some(({ key, isOn }) => key === "timeEntries" && isOn) };
}
