import { getRouteApi, Link } from "@tanstack/react-router";
import { useMutation, useQuery } from "urql";
import { auditOfRecordUrl } from "../audit/urls.js";
import { callUrl, runUrl } from "../runs/urls.js";
import { useMay, useSeesMoney } from "../../lib/viewer.js";
import { ButtonLink } from "../../ui/button.js";
import { EmptyState } from "../../ui/empty-state.js";
import { HistoryList } from "../../ui/history-list.js";
import { historyTexts } from "../../ui/history-list.texts.js";
import { LinkMark } from "../../ui/link-mark.js";
import { Page, Section } from "../../ui/page.js";
import { QueryFailure } from "../../ui/query-failure.js";
import { SetAsideBanner } from "../../ui/set-aside-banner.js";
import { SkeletonRows } from "../../ui/skeleton.js";
import { StateChip } from "../../ui/state-chip.js";
import { toast } from "../../ui/toast.js";
import { ClientForm } from "./client-form.js";
import { ClientInvoices } from "./client-invoices.js";
import { ClientNotice } from "./client-notice.js";
import { clientQuery, updateClientMutation, type ClientDetail } from "./client-query.js";
import { ClientSide } from "./client-side.js";
import { ClientSites } from "./client-sites.js";
import { ClientSync } from "./client-sync.js";
import { ClientTime } from "./client-time.js";
import { inputOf, valuesOf } from "./client-values.js";
import { clientsTexts as texts } from "./clients.texts.js";
import { clientsUrl } from "./urls.js";
import styles from "./clients.module.css";

const route = getRouteApi("/shell/clients/$clientId");

/** One client: its fields, sites, invoices, time and history, and how it stands with QuickBooks. */
export function ClientPage() {
  const { clientId } = route.useParams();
  const [{ data, error, fetching }, read] = useQuery({ query: clientQuery, variables: { id: clientId, money: useSeesMoney() }, requestPolicy: "cache-and-network" });
  const readAgain = () => read({ requestPolicy: "network-only" });
  const trail = <Link {...clientsUrl}>{texts.title}</Link>;
  if (!data && error) return <Page title={texts.one} trail={trail}><QueryFailure error={error} onRetry={readAgain} /></Page>;
  if (!data) return <Page title={texts.one} trail={trail}><Section><SkeletonRows label={texts.one} /></Section></Page>;
  if (!data.client) {
    if (fetching) return <Page title={texts.one} trail={trail}><Section><SkeletonRows label={texts.one} /></Section></Page>;
    const { title, text, back } = texts.notFound;
    return <Page title={texts.one}><Section><EmptyState kind="nothing-matches" title={title} action={<ButtonLink {...clientsUrl}>{back}</ButtonLink>}>{text}</EmptyState></Section></Page>;
  }
  return <LoadedClient client={data.client} onChanged={readAgain} />;
}

function LoadedClient({ client, onChanged }: { readonly client: ClientDetail; readonly onChanged: () => void }) {
  const [, update] = useMutation(updateClientMutation);
  const mayEdit = useMay("updateClient");
  const maySeeAudit = useMay("auditEvents");
  return (
    <Page
      title={client.displayName} trail={<Link {...clientsUrl}>{texts.title}</Link>}
      mark={<span className={styles["marks"]}><StateChip of="record" state={client.syncState} reason={client.syncReason} variant="boxed" /><LinkMark link={client.link} /></span>}
      actions={<ClientSync clientId={client.id} name={client.displayName} size="md" onDone={onChanged} />}
    >
      {client.setAside ? <SetAsideBanner record={{ id: client.id, kind: "CLIENT", name: client.displayName }} setAside={client.setAside} onDone={onChanged} /> : null}
      {client.problems?.filter(({ severity }) => severity === "INFO").map((notice) => <ClientNotice key={notice.id} notice={notice} onDone={onChanged} />)}
      <div className={styles["columns"]}>
        <div className={styles["main"]}>
          <Section title={texts.page.details}>
            <ClientForm
              // Another version came from outside: the form starts from it.
              key={client.version} initial={valuesOf(client)} submitText={texts.form.save} isStored readOnlyBecause={mayEdit ? null : texts.addForbidden}
              onSubmit={async (values) => {
                const { data, error } = await update({ input: { ...inputOf(values), clientId: client.id, expectedVersion: client.version, isActive: values.isActive } });
                if (data?.updateClient.client) {
                  toast({ tone: "good", message: texts.form.saved });
                  onChanged();
                }
                return data?.updateClient.userErrors ?? [{ code: "UNREACHABLE", field: [], message: error?.message ?? "" }];
              }}
            />
          </Section>
          <ClientSites clientId={client.id} sites={client.sites} onChanged={onChanged} />
          {client.invoices ? <ClientInvoices displayName={client.displayName} invoices={client.invoices} /> : null}
          <ClientTime clientId={client.id} />
          <Section title={historyTexts.title} actions={maySeeAudit ? <ButtonLink size="sm" look="quiet" {...auditOfRecordUrl(client.id)}>{historyTexts.audit}</ButtonLink> : null}><HistoryList events={client.history.nodes} runUrl={runUrl} callUrl={maySeeAudit ? callUrl : null} /></Section>
        </div>
        <ClientSide client={client} onChanged={onChanged} />
      </div>
    </Page>
  );
}
