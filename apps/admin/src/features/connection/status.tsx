import { useState } from "react";
import { useMutation } from "urql";
import { formatDay } from "../../lib/format.js";
import { graphql, readFragment, type FragmentOf } from "../../lib/graphql.js";
import { refusalOf } from "../../lib/refusal.js";
import { list } from "../../lib/text.js";
import { useMay } from "../../lib/viewer.js";
import { Button } from "../../ui/button.js";
import { Facts } from "../../ui/facts.js";
import { Section } from "../../ui/page.js";
import { RelativeTime } from "../../ui/relative-time.js";
import { toast } from "../../ui/toast.js";
import { connectionTexts } from "./connection.texts.js";
import { DisconnectDialog } from "./disconnect-dialog.js";
import { PauseDialog } from "./pause-dialog.js";

const texts = connectionTexts.status;

export const statusFragment = graphql(`
  fragment Status_connection on LedgerConnection {
    state stage stateReason companyName authorizedBy authorizedAt lastSuccessAt nextTickAt lastNoticeAt
    signIn { endsAt }
    schedules { kind idleTicks }
    backlog { clients timeEntries invoices oldestAt }
  }
`);

const resumeMutation = graphql(`
  mutation ResumeConnection { resumeConnection { connection { id state stage stateReason } userErrors { code field message } } }
`);

/** Which company, since when, when it last agreed, what waits; pausing and disconnecting stand in one place. */
export function Status(props: { readonly connection: FragmentOf<typeof statusFragment> }) {
  const connection = readFragment(statusFragment, props.connection);
  const [asking, setAsking] = useState<"pause" | "disconnect" | null>(null);
  const [{ fetching }, resume] = useMutation(resumeMutation);
  const mayPause = useMay("pauseConnection");
  const mayDisconnect = useMay("disconnectQuickBooks");
  const { backlog, schedules } = connection;
  const waits = backlog.clients + backlog.timeEntries + backlog.invoices > 0;
  const idle = schedules.filter((each) => each.idleTicks > 0);
  const goOn = async () => {
    const { data, error } = await resume({});
    const refusal = refusalOf(error, data?.resumeConnection.userErrors);
    toast(refusal ? { tone: "failure", message: refusal } : { tone: "good", message: texts.resumed });
  };
  const forbidden = connectionTexts.settings.forbidden;
  return (
    <Section
      title={texts.title} lead={connection.state === "PAUSED" ? (connection.stateReason ?? undefined) : undefined}
      actions={
        <>
          {connection.stage === "ENABLED" && connection.state === "PAUSED" ? <Button look="primary" isBusy={fetching} blockedBecause={mayPause ? null : forbidden} onClick={() => void goOn()}>{texts.resume}</Button> : null}
          {connection.stage === "ENABLED" && connection.state !== "PAUSED" ? <Button blockedBecause={mayPause ? null : forbidden} onClick={() => setAsking("pause")}>{texts.pause}</Button> : null}
          <Button look="danger-quiet" blockedBecause={mayDisconnect ? null : forbidden} onClick={() => setAsking("disconnect")}>{texts.disconnect}</Button>
        </>
      }
    >
      <Facts
        facts={[
          { term: texts.company, value: connection.companyName },
          ...(connection.authorizedAt ? [{ term: texts.connectedBy, value: <><RelativeTime at={connection.authorizedAt} /> {connection.authorizedBy ? texts.by(connection.authorizedBy) : null}</> }] : []),
          { term: texts.lastSuccess, value: connection.lastSuccessAt ? <RelativeTime at={connection.lastSuccessAt} /> : texts.never },
          ...(connection.signIn ? [{ term: connectionTexts.signIn.term, value: formatDay(connection.signIn.endsAt.slice(0, 10)) }] : []),
          { term: texts.lastNotice, value: connection.lastNoticeAt ? <RelativeTime at={connection.lastNoticeAt} /> : texts.noNotices },
          ...(connection.nextTickAt ? [{ term: texts.nextTick, value: <RelativeTime at={connection.nextTickAt} /> }] : []),
          ...(waits ? [{ term: texts.waiting, value: <>{texts.waitingCounts(backlog.clients, backlog.timeEntries, backlog.invoices)}{backlog.oldestAt ? <>, {texts.oldest} <RelativeTime at={backlog.oldestAt} /></> : null}</> }] : []),
          ...(idle.length > 0 ? [{ term: texts.checks, value: list(idle.map((each) => texts.idle(texts.kinds[each.kind], each.idleTicks))) }] : []),
        ]}
      />
      {asking === "pause" ? <PauseDialog onClose={() => setAsking(null)} /> : null}
      {asking === "disconnect" ? <DisconnectDialog companyName={connection.companyName ?? ""} onClose={() => setAsking(null)} /> : null}
    </Section>
  );
}
