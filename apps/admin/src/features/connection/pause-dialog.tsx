import { useState } from "react";
import { useMutation } from "urql";
import { graphql } from "../../lib/graphql.js";
import { refusalOf } from "../../lib/refusal.js";
import { Banner } from "../../ui/banner.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { TextField } from "../../ui/field.js";
import { toast } from "../../ui/toast.js";
import { connectionTexts } from "./connection.texts.js";

const texts = connectionTexts.pause;

const pauseMutation = graphql(`
  mutation PauseConnection($input: PauseConnectionInput!) {
    pauseConnection(input: $input) { connection { id state stage stateReason } userErrors { code field message } }
  }
`);

export function PauseDialog({ onClose }: { readonly onClose: () => void }) {
  const [reason, setReason] = useState("");
  const [failure, setFailure] = useState<string | null>(null);
  const [{ fetching }, pause] = useMutation(pauseMutation);
  const submit = async () => {
    const { data, error } = await pause({ input: { reason: reason.trim() || null } });
    const refusal = refusalOf(error, data?.pauseConnection.userErrors);
    setFailure(refusal);
    if (refusal) return;
    toast({ message: texts.done });
    onClose();
  };
  return (
    <Dialog
      isOpen onClose={onClose} title={texts.title}
      actions={
        <>
          <Button onClick={onClose}>{texts.cancel}</Button>
          <Button look="primary" isBusy={fetching} onClick={() => void submit()}>{texts.submit}</Button>
        </>
      }
    >
      {failure ? <Banner tone="failure" title={failure} isUrgent /> : null}
      <p>{texts.text}</p>
      <TextField label={texts.reason} value={reason} onChange={(event) => setReason(event.currentTarget.value)} data-autofocus />
    </Dialog>
  );
}
