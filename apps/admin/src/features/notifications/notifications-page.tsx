import { useQuery } from "urql";
import { useMay } from "../../lib/viewer.js";
import { Page } from "../../ui/page.js";
import { QueryFailure } from "../../ui/query-failure.js";
import { SkeletonRows } from "../../ui/skeleton.js";
import { Deliveries } from "./deliveries.js";
import { notificationsQuery } from "./notifications-query.js";
import { notificationsTexts as texts } from "./notifications.texts.js";
import { People } from "./people.js";
import { Silence } from "./silence.js";
import { WebhookForm } from "./webhook-form.js";

/** Who and what is told; administrators see everybody and how it went, bookkeepers choose for themselves. */
export function NotificationsPage() {
  const isAdmin = useMay("saveNotificationSettings");
  const [{ data, error }, refetch] = useQuery({ query: notificationsQuery, requestPolicy: "cache-and-network" });
  const readAgain = () => refetch({ requestPolicy: "network-only" });
  const settings = data?.notificationSettings;
  return (
    <Page title={texts.title} lead={texts.lead} width="text">
      {error && !data ? <QueryFailure error={error} onRetry={readAgain} /> : null}
      {!data && !error ? <SkeletonRows label={texts.title} rows={6} /> : null}
      {settings ? (
        <>
          <People settings={settings} onChange={readAgain} />
          <Silence settings={settings} onChange={readAgain} />
          {isAdmin ? <WebhookForm key={settings.webhookUrl} settings={settings} onChange={readAgain} /> : null}
          {isAdmin ? <Deliveries settings={settings} /> : null}
        </>
      ) : null}
    </Page>
  );
}
