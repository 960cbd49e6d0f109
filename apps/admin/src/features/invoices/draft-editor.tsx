import { useState, type FormEvent } from "react";
import { useMutation } from "urql";
import { formatMoney } from "../../lib/format.js";
import { Banner } from "../../ui/banner.js";
import { Button } from "../../ui/button.js";
import { TextArea, TextField } from "../../ui/field.js";
import { toast } from "../../ui/toast.js";
import { lineFault, lineInput, lineValues, subtotalOf, type LineValues } from "./editor-values.js";
import { updateInvoiceMutation, type InvoiceDetail } from "./invoice-queries.js";
import { SheetHead } from "./invoice-sheet.js";
import { invoicesTexts } from "./invoices.texts.js";
import { LinesEditor } from "./lines-editor.js";
import { TotalsBlock } from "./totals-block.js";
import styles from "./invoices.module.css";

const texts = invoicesTexts.edit;
const labels = invoicesTexts.sheet;

interface DraftEditorProps {
  readonly invoice: InvoiceDetail;
  readonly numbering: "HUB" | "LEDGER";
  readonly isDirty: boolean;
  readonly onDirty: (isDirty: boolean) => void;
  readonly onSaved: () => void;
}

/** A draft, edited on the sheet itself. A line from time can be reworded or written down; taken out, its time is unbilled again. */
export function DraftEditor({ invoice, numbering, isDirty, onDirty, onSaved }: DraftEditorProps) {
  const start = { issuedOn: invoice.issuedOn, dueOn: invoice.dueOn, billEmail: invoice.billEmail ?? "", memo: invoice.memo ?? "" };
  const [head, setHead] = useState(start);
  const [lines, setLines] = useState<readonly LineValues[]>(() => lineValues(invoice.lines));
  const [faults, setFaults] = useState<ReadonlyMap<string, { field: string; message: string }>>(new Map());
  const [refusal, setRefusal] = useState<string | null>(null);
  const [{ fetching }, update] = useMutation(updateInvoiceMutation);
  const { currency } = invoice.total;
  const kept = new Set(lines.map((line) => line.id));
  const freed = invoice.lines.filter((line) => line.isFromTime && !kept.has(line.id)).length;
  const change = (changes: Partial<typeof start>) => {
    setHead((before) => ({ ...before, ...changes }));
    onDirty(true);
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const found = new Map(lines.flatMap((line) => {
      const fault = lineFault(line, currency);
      return fault ? [[line.key, fault] as const] : [];
    }));
    setFaults(found);
    if (lines.length === 0) return setRefusal(texts.noLines);
    if (found.size > 0) return;
    const { data, error } = await update({
      input: {
        invoiceId: invoice.id, expectedVersion: invoice.version, issuedOn: head.issuedOn, dueOn: head.dueOn, billEmail: head.billEmail.trim() || null, memo: head.memo.trim() || null,
        lines: lines.map((line) => lineInput(line, currency)),
      },
    });
    const why = data?.updateInvoice.userErrors.map((each) => each.message).join(" ") || error?.message;
    setRefusal(why ?? null);
    if (why) return;
    toast({ tone: "good", message: texts.saved });
    onDirty(false);
    onSaved();
  };
  return (
    <form onSubmit={(event) => void save(event)} noValidate className={styles["sheet"]} aria-label={invoicesTexts.titleOf(invoice.number, invoice.status === "DRAFT", invoice.client.displayName)}>
      <SheetHead invoice={invoice} numbering={numbering}>
        <div className={styles["headFields"]}>
          <TextField type="date" label={labels.issued} value={head.issuedOn} onChange={(event) => change({ issuedOn: event.currentTarget.value })} />
          <TextField type="date" label={labels.due} value={head.dueOn} onChange={(event) => change({ dueOn: event.currentTarget.value })} />
          <TextField type="email" label={labels.email} value={head.billEmail} className={styles["whole"]} onChange={(event) => change({ billEmail: event.currentTarget.value })} />
        </div>
      </SheetHead>
      {refusal ? <Banner tone="failure" title={refusal} isUrgent /> : null}
      <LinesEditor
        lines={lines} currency={currency} faults={faults}
        onChange={(next) => {
          setLines(next);
          setFaults(new Map());
          onDirty(true);
        }}
      />
      {freed > 0 ? <p className={styles["freed"]} role="status">{texts.frees(freed)}</p> : null}
      <footer className={styles["sheetFoot"]}>
        <TextArea label={labels.memo} autosize minRows={2} value={head.memo} onChange={(event) => change({ memo: event.currentTarget.value })} className={styles["memo"]} />
        {isDirty ? (
          <div className={styles["totals"]}>
            <table aria-label={labels.subtotal}><tbody><tr data-total=""><th scope="row">{labels.subtotal}</th><td>{formatMoney({ amount: subtotalOf(lines, currency), currency })}</td></tr></tbody></table>
            <p className={styles["muted"]}>{labels.estimate}</p>
          </div>
        ) : <TotalsBlock invoice={invoice} />}
      </footer>
      {isDirty ? (
        <div className={styles["editorActions"]}>
          <Button
            look="quiet"
            onClick={() => {
              setHead(start);
              setLines(lineValues(invoice.lines));
              setFaults(new Map());
              setRefusal(null);
              onDirty(false);
            }}
          >
            {texts.undo}
          </Button>
          <Button type="submit" look="primary" isBusy={fetching}>{texts.save}</Button>
        </div>
      ) : null}
    </form>
  );
}
