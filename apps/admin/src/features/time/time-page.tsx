import { getRouteApi } from "@tanstack/react-router";
import { useMay, useViewer } from "../../lib/viewer.js";
import { Page } from "../../ui/page.js";
import { TabLinks } from "../../ui/tab-links.js";
import { timeTexts as texts } from "./time.texts.js";
import { timeUrl, waitingTimeUrl } from "./urls.js";
import { WaitingTime } from "./waiting-time.js";
import { mondayOf } from "./week.js";
import { WeekBar } from "./week-bar.js";
import { WeekView } from "./week-view.js";

const route = getRouteApi("/shell/time");

/** Time by week, and, for those who see the sync, what of it waits for QuickBooks. */
export function TimePage() {
  const { week, show } = route.useSearch();
  const navigate = route.useNavigate();
  const { today } = useViewer().firm;
  const maySeeSync = useMay("connection");
  const monday = mondayOf(week ?? today);
  const isWaiting = show === "waiting" && maySeeSync;
  return (
    <Page
      title={texts.title}
      actions={isWaiting ? undefined : <WeekBar monday={monday} today={today} onChange={(to) => void navigate({ search: (before) => ({ ...before, week: to === mondayOf(today) ? undefined : to }) })} />}
    >
      {maySeeSync ? (
        <TabLinks
          label={texts.views.label} current={isWaiting ? "waiting" : "week"}
          tabs={[{ key: "week", url: timeUrl, label: texts.views.week }, { key: "waiting", url: waitingTimeUrl, label: texts.views.waiting }]}
        />
      ) : null}
      {isWaiting ? <WaitingTime /> : <WeekView monday={monday} />}
    </Page>
  );
}
