import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useClient, useMutation } from "urql";
import { graphql } from "../../lib/graphql.js";
import { refusalOf } from "../../lib/refusal.js";
import { useMay } from "../../lib/viewer.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { toast } from "../../ui/toast.js";
import type { RunValue } from "./run-page.js";
import { downloadRunRecords } from "./run-export.js";
import { runTexts as texts } from "./runs.texts.js";
import { runUrl } from "./urls.js";
import { useUndo } from "./use-undo.js";

const cancelMutation = graphql(`
  mutation CancelRun($input: CancelRunInput!) { cancelRun(input: $input) { run { id state } userErrors { code field message } } }
`);

const retryMutation = graphql(`
  mutation RetryRun($input: RetryRunInput!) { retryRun(input: $input) { records run { id number } userErrors { code field message } } }
`);

/** Cancel while it goes; afterwards: what failed again, the records as a file, the address of this page. */
export function RunActions({ run, isActive }: { readonly run: RunValue; readonly isActive: boolean }) {
  const [isAsking, setAsking] = useState(false);
  const [{ fetching }, cancel] = useMutation(cancelMutation);
  const [{ fetching: isRetrying }, retry] = useMutation(retryMutation);
  const client = useClient();
  const navigate = useNavigate();
  const mayCancel = useMay("cancelRun");
  const mayRetry = useMay("retryRun");
  const mayUndo = useMay("planUndo");
  const { isBusy: isUndoing, undo } = useUndo();
  const { created, updated, linked, removed } = run.counts;
  const hasWritten = run.finishedAt !== null && created + updated + linked + removed > 0;

  const stop = async () => {
    const { data, error } = await cancel({ input: { runId: run.id } });
    const refusal = refusalOf(error, data?.cancelRun.userErrors);
    toast(refusal ? { tone: "failure", message: refusal } : { message: texts.cancelled });
    setAsking(false);
  };
  const again = async () => {
    const { data, error } = await retry({ input: { runId: run.id } });
    const refusal = refusalOf(error, data?.retryRun.userErrors);
    if (refusal) toast({ tone: "failure", message: refusal });
    if (!data?.retryRun.run) return;
    toast({ message: texts.retried(data.retryRun.run.number, data.retryRun.records) });
    await navigate(runUrl(data.retryRun.run.id));
  };
  const copy = () => void navigator.clipboard.writeText(window.location.href).then(() => toast({ message: texts.copied }));
  if (isActive) {
    return (
      <>
        {mayCancel ? <Button look="danger-quiet" onClick={() => setAsking(true)}>{texts.cancel}</Button> : null}
        <Dialog
          isOpen={isAsking} onClose={() => setAsking(false)} title={texts.cancelTitle}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>{texts.cancelKeep}</Button>
              <Button look="danger" isBusy={fetching} onClick={() => void stop()}>{texts.cancelSubmit}</Button>
            </>
          }
        >
          <p>{texts.cancelText}</p>
        </Dialog>
      </>
    );
  }
  return (
    <>
      <Button look="quiet" onClick={copy}>{texts.copy}</Button>
      <Button onClick={() => void downloadRunRecords(client, run.id, run.number)}>{texts.csv}</Button>
      {hasWritten && mayUndo ? <Button isBusy={isUndoing} onClick={() => void undo({ runId: run.id })}>{texts.undo}</Button> : null}
      {run.counts.refused > 0 && mayRetry ? <Button look="primary" isBusy={isRetrying} onClick={() => void again()}>{texts.retry}</Button> : null}
    </>
  );
}
