import { useState } from "react";
import { useQuery } from "urql";
import { graphql } from "../lib/graphql.js";
import { useRecordLink } from "../lib/record-link.js";
import { Banner } from "./banner.js";
import { Button } from "./button.js";
import { Dialog } from "./dialog.js";
import { LedgerPicker } from "./ledger-picker.js";
import { otherRecordFragment } from "./ledger-record.js";
import { LedgerRecordChoice } from "./ledger-record-choice.js";
import type { LinkableRecord } from "./record-link-buttons.js";
import { recordLinkTexts } from "./record-link.texts.js";
import { SkeletonRows } from "./skeleton.js";
import { toast } from "./toast.js";
import styles from "./record-link.module.css";

const texts = recordLinkTexts.link;

const choicesQuery = graphql(`query InvoiceLinkChoices($id: ID!) { invoice(id: $id) { id linkChoices { ledgerId ...OtherRecord_record } } }`, [otherRecordFragment]);

interface LinkRecordDialogProps {
  readonly record: LinkableRecord;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Asks which record of QuickBooks this one is: any customer, or one of the invoices it can be. Refusals of the comparison stand in place. */
export function LinkRecordDialog({ record, onClose, onDone }: LinkRecordDialogProps) {
  const { linkRecord } = useRecordLink();
  const [ledgerId, setLedgerId] = useState("");
  const [failure, setFailure] = useState<{ of: "choice" | "all"; text: string } | null>(null);
  const [isBusy, setBusy] = useState(false);
  const isInvoice = record.kind === "INVOICE";
  const [{ data, error }] = useQuery({ query: choicesQuery, variables: { id: record.id }, pause: !isInvoice, requestPolicy: "network-only" });
  const choices = data?.invoice?.linkChoices;
  const isHopeless = isInvoice && (choices?.length === 0 || error !== undefined);
  const choose = (id: string) => {
    setLedgerId(id);
    setFailure(null);
  };
  const submit = async () => {
    if (ledgerId === "") return setFailure({ of: "choice", text: texts.needed(record.kind) });
    setBusy(true);
    const { refusal, linkedTo, runNumber } = await linkRecord(record.id, ledgerId);
    setBusy(false);
    if (refusal) return setFailure({ of: "all", text: refusal });
    toast({ tone: "good", message: texts.done(record.name, linkedTo, runNumber) });
    onDone();
    onClose();
  };
  const refusal = failure?.of === "choice" ? failure.text : undefined;
  return (
    <Dialog
      isOpen onClose={onClose} title={texts.title(record.name, record.kind)}
      actions={
        <>
          <Button onClick={onClose}>{recordLinkTexts.cancel}</Button>
          {isHopeless ? null : <Button look="primary" isBusy={isBusy} onClick={() => void submit()}>{texts.submit}</Button>}
        </>
      }
    >
      {failure?.of === "all" ? <Banner tone="failure" title={failure.text} isUrgent /> : null}
      {error ? <Banner tone="failure" title={error.message} /> : null}
      <ul className={styles["consequences"]}>
        {texts.consequences(record.kind, record.linkedTo).map((sentence) => <li key={sentence}>{sentence}</li>)}
      </ul>
      {isInvoice ? invoiceField() : <LedgerPicker kind="LEDGER_CUSTOMER" label={texts.pick(record.kind)} proposed={null} error={refusal} onChange={choose} />}
    </Dialog>
  );

  function invoiceField() {
    if (choices === undefined) return error ? null : <SkeletonRows label={texts.looking} />;
    if (choices.length === 0) return <Banner tone="information" title={texts.none} />;
    return <LedgerRecordChoice label={texts.pick(record.kind)} value={ledgerId} choices={choices} error={refusal} onChange={choose} />;
  }
}
