import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useMutation, useQuery } from "urql";
import { auditOfRecordUrl } from "../audit/urls.js";
import { callUrl, runUrl } from "../runs/urls.js";
import { useMay } from "../../lib/viewer.js";
import { Button, ButtonLink } from "../../ui/button.js";
import { EmptyState } from "../../ui/empty-state.js";
import { HistoryList } from "../../ui/history-list.js";
import { historyTexts } from "../../ui/history-list.texts.js";
import { InvoiceStatus } from "../../ui/invoice-status.js";
import { LinkMark } from "../../ui/link-mark.js";
import { Page, Section } from "../../ui/page.js";
import { QueryFailure } from "../../ui/query-failure.js";
import { SetAsideBanner } from "../../ui/set-aside-banner.js";
import { SkeletonRows } from "../../ui/skeleton.js";
import { toast } from "../../ui/toast.js";
import { DraftEditor } from "./draft-editor.js";
import { finalizeInvoiceMutation, invoiceQuery, type InvoiceDetail } from "./invoice-queries.js";
import { InvoiceSheet } from "./invoice-sheet.js";
import { InvoiceSide } from "./invoice-side.js";
import { InvoiceSync } from "./invoice-sync.js";
import { invoicesTexts as texts } from "./invoices.texts.js";
import { invoicesUrl } from "./urls.js";
import { VoidDialog } from "./void-dialog.js";
import styles from "./invoices.module.css";

const route = getRouteApi("/shell/invoices/$invoiceId");

/** One invoice as a document: a draft is written on it, a final one is followed to QuickBooks and compared with it. */
export function InvoicePage() {
  const { invoiceId } = route.useParams();
  const [{ data, error, fetching }, read] = useQuery({ query: invoiceQuery, variables: { id: invoiceId }, requestPolicy: "cache-and-network" });
  const readAgain = () => read({ requestPolicy: "network-only" });
  const trail = <Link {...invoicesUrl}>{texts.title}</Link>;
  if (error && !data) return <Page title={texts.one} trail={trail}><QueryFailure error={error} onRetry={readAgain} /></Page>;
  if (!data || (!data.invoice && fetching)) return <Page title={texts.one} trail={trail}><Section><SkeletonRows label={texts.one} /></Section></Page>;
  if (!data.invoice) {
    const { title, text, back } = texts.notFound;
    return <Page title={texts.one}><Section><EmptyState kind="nothing-matches" title={title} action={<ButtonLink {...invoicesUrl}>{back}</ButtonLink>}>{text}</EmptyState></Section></Page>;
  }
  return <LoadedInvoice key={data.invoice.id} invoice={data.invoice} numbering={data.firm.invoiceNumbering} onChanged={readAgain} />;
}

function LoadedInvoice({ invoice, numbering, onChanged }: { readonly invoice: InvoiceDetail; readonly numbering: "HUB" | "LEDGER"; readonly onChanged: () => void }) {
  const [isDirty, setDirty] = useState(false);
  const [isVoiding, setVoiding] = useState(false);
  const [{ fetching }, finalize] = useMutation(finalizeInvoiceMutation);
  const mayEdit = useMay("updateInvoice");
  const maySeeAudit = useMay("auditEvents");
  const isDraft = invoice.status === "DRAFT";
  const title = texts.titleOf(invoice.number, isDraft, invoice.client.displayName);
  const name = texts.nameOf(invoice.number, invoice.client.displayName);
  const makeFinal = async () => {
    const { data, error } = await finalize({ input: { invoiceId: invoice.id, expectedVersion: invoice.version } });
    const why = data?.finalizeInvoice.userErrors.map((each) => each.message).join(" ") || error?.message;
    if (why) toast({ tone: "failure", message: why });
    else toast({ tone: "good", message: texts.actions.finalized(data?.finalizeInvoice.invoice?.number ?? null) });
    onChanged();
  };
  return (
    <Page
      title={title} trail={<Link {...invoicesUrl}>{texts.title}</Link>}
      mark={<span className={styles["marks"]}><InvoiceStatus status={invoice.status} syncState={invoice.syncState} reason={invoice.syncReason} variant="boxed" /><LinkMark link={invoice.link} /></span>}
      actions={
        <>
          {invoice.status === "VOID" ? null : <Button look="danger-quiet" blockedBecause={mayEdit ? null : texts.forbidden} onClick={() => setVoiding(true)}>{texts.actions.void}</Button>}
          {isDraft ? (
            <Button look={isDirty ? "plain" : "primary"} isBusy={fetching} blockedBecause={mayEdit ? (isDirty ? texts.actions.finalizeUnsaved : null) : texts.forbidden} onClick={() => void makeFinal()}>{texts.actions.finalize}</Button>
          ) : (
            <InvoiceSync invoiceId={invoice.id} name={title} onDone={onChanged} />
          )}
        </>
      }
    >
      {invoice.setAside ? <SetAsideBanner record={{ id: invoice.id, kind: "INVOICE", name }} setAside={invoice.setAside} onDone={onChanged} /> : null}
      <div className={styles["columns"]}>
        <div className={styles["main"]}>
          {isDraft && mayEdit ? (
            <DraftEditor key={invoice.version} invoice={invoice} numbering={numbering} isDirty={isDirty} onDirty={setDirty} onSaved={onChanged} />
          ) : (
            <InvoiceSheet invoice={invoice} numbering={numbering} />
          )}
          <Section title={historyTexts.title} actions={maySeeAudit ? <ButtonLink size="sm" look="quiet" {...auditOfRecordUrl(invoice.id)}>{historyTexts.audit}</ButtonLink> : null}><HistoryList events={invoice.history.nodes} runUrl={runUrl} callUrl={maySeeAudit ? callUrl : null} /></Section>
        </div>
        <InvoiceSide invoice={invoice} name={name} onChanged={onChanged} />
      </div>
      {isVoiding ? <VoidDialog invoice={invoice} onClose={() => setVoiding(false)} onDone={onChanged} /> : null}
    </Page>
  );
}
