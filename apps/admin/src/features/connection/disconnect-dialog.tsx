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
import styles from "./connection.module.css";

const texts = connectionTexts.disconnect;

const disconnectMutation = graphql(`
  mutation DisconnectQuickBooks($input: DisconnectQuickBooksInput!) {
    disconnectQuickBooks(input: $input) { connection { id state stage stateReason } userErrors { code field message } }
  }
`);

/** Names what stops and what stays, and asks for the company's name (UX-25, rule D12). */
export function DisconnectDialog({ companyName, onClose }: { readonly companyName: string; readonly onClose: () => void }) {
  const [typed, setTyped] = useState("");
  const [failure, setFailure] = useState<string | null>(null);
  const [{ fetching }, disconnect] = useMutation(disconnectMutation);
  const isRight = typed.trim().toLowerCase() === companyName.trim().toLowerCase();
  const submit = async () => {
    const { data, error } = await disconnect({ input: { confirmCompanyName: companyName } });
    const refusal = refusalOf(error, data?.disconnectQuickBooks.userErrors);
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
          <Button look="danger" isBusy={fetching} blockedBecause={isRight ? null : texts.name(companyName)} onClick={() => void submit()}>{texts.submit}</Button>
        </>
      }
    >
      {failure ? <Banner tone="failure" title={failure} isUrgent /> : null}
      <ul className={styles["consequences"]}>
        <li>{texts.stops}</li>
        <li>{texts.keeps}</li>
        <li>{texts.waits}</li>
      </ul>
      <TextField label={texts.name(companyName)} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} autoComplete="off" spellCheck={false} data-autofocus />
    </Dialog>
  );
}
