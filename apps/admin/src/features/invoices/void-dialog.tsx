import { useState } from "react";
import { useMutation } from "urql";
import { Banner } from "../../ui/banner.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { toast } from "../../ui/toast.js";
import { voidInvoiceMutation, type InvoiceDetail } from "./invoice-queries.js";
import { invoicesTexts } from "./invoices.texts.js";

const texts = invoicesTexts.actions;

/** Asks before an invoice is withdrawn, and says what that does on both sides. */
export function VoidDialog({ invoice, onClose, onDone }: { readonly invoice: InvoiceDetail; readonly onClose: () => void; readonly onDone: () => void }) {
  const [{ fetching }, withdraw] = useMutation(voidInvoiceMutation);
  const [refusal, setRefusal] = useState<string | null>(null);
  const submit = async () => {
    const { data, error } = await withdraw({ input: { invoiceId: invoice.id, expectedVersion: invoice.version } });
    const why = data?.voidInvoice.userErrors[0]?.message ?? error?.message;
    if (why) return setRefusal(why);
    toast({ message: texts.voided });
    onDone();
    onClose();
  };
  return (
    <Dialog
      isOpen onClose={onClose} title={texts.voidTitle(invoice.number)}
      actions={
        <>
          <Button data-autofocus onClick={onClose}>{texts.keep}</Button>
          <Button look="danger" isBusy={fetching} onClick={() => void submit()}>{texts.voidDo}</Button>
        </>
      }
    >
      {refusal ? <Banner tone="failure" title={refusal} isUrgent /> : null}
      <p>{invoice.status === "DRAFT" ? texts.voidDraft : invoice.link ? texts.voidSent : texts.voidNew}</p>
    </Dialog>
  );
}
