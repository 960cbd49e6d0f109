import { useNavigate } from "@tanstack/react-router";
import { useState, type FormEvent } from "react";
import { useMutation } from "urql";
import { rememberClient, useClientOptions, useSiteOptions } from "../../lib/client-options.js";
import { useFirmFacts } from "../../lib/firm-facts.js";
import { formatMoney } from "../../lib/format.js";
import { useViewer } from "../../lib/viewer.js";
import { Banner } from "../../ui/banner.js";
import { Button } from "../../ui/button.js";
import { SelectField, TextArea, TextField } from "../../ui/field.js";
import { SearchSelect, type SelectOption } from "../../ui/search-select.js";
import { emptyLine, lineFault, lineInput, subtotalOf, type LineValues } from "./editor-values.js";
import { createInvoiceMutation } from "./invoice-queries.js";
import { invoicesTexts } from "./invoices.texts.js";
import { LinesEditor } from "./lines-editor.js";
import { invoiceUrl } from "./urls.js";
import styles from "./invoices.module.css";

const texts = invoicesTexts.create;
const labels = invoicesTexts.sheet;

/** An invoice written line by line. */
export function ByHand() {
  const { firm } = useViewer();
  const { homeCurrency } = useFirmFacts();
  const navigate = useNavigate();
  const clients = useClientOptions();
  const [client, setClient] = useState<SelectOption | null>(null);
  const sites = useSiteOptions(client?.value ?? null);
  const [siteId, setSiteId] = useState<string | null>(null);
  const [issuedOn, setIssuedOn] = useState(firm.today);
  const [memo, setMemo] = useState("");
  const [lines, setLines] = useState<readonly LineValues[]>(() => [emptyLine()]);
  const [faults, setFaults] = useState<ReadonlyMap<string, { field: string; message: string }>>(new Map());
  const [missing, setMissing] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [{ fetching }, create] = useMutation(createInvoiceMutation);

  const save = async (event: FormEvent) => {
    event.preventDefault();
    const found = new Map(lines.flatMap((line) => {
      const fault = lineFault(line, homeCurrency);
      return fault ? [[line.key, fault] as const] : [];
    }));
    setFaults(found);
    setMissing(client ? null : texts.clientMissing);
    setRefusal(lines.length === 0 ? invoicesTexts.edit.noLines : null);
    if (!client || found.size > 0 || lines.length === 0) return;
    const { data, error } = await create({ input: { clientId: client.value, siteId, issuedOn, memo: memo.trim() || null, lines: lines.map((line) => lineInput(line, homeCurrency)) } });
    const payload = data?.createInvoice;
    if (!payload?.invoice) return setRefusal(payload?.userErrors.map((each) => each.message).join(" ") || error?.message || "");
    rememberClient(client);
    await navigate(invoiceUrl(payload.invoice.id));
  };
  return (
    <form onSubmit={(event) => void save(event)} noValidate className={styles["sheet"]} aria-label={texts.byHand}>
      <div className={styles["handHead"]}>
        <SearchSelect
          label={texts.client} value={client} options={clients.options} onSearch={clients.search} nothing={texts.clientNothing} error={missing} isRequired
          onChange={(next) => {
            setClient(next);
            setSiteId(null);
            setMissing(null);
          }}
        />
        {sites.length > 0 ? <SelectField label={texts.site} placeholder={texts.noSite} clearable data={[...sites]} value={siteId} onChange={setSiteId} /> : null}
        <TextField type="date" label={texts.issuedOn} value={issuedOn} onChange={(event) => setIssuedOn(event.currentTarget.value)} />
      </div>
      {refusal ? <Banner tone="failure" title={refusal} isUrgent /> : null}
      <LinesEditor lines={lines} currency={homeCurrency} faults={faults} onChange={(next) => { setLines(next); setFaults(new Map()); }} />
      <footer className={styles["sheetFoot"]}>
        <TextArea label={labels.memo} autosize minRows={2} value={memo} onChange={(event) => setMemo(event.currentTarget.value)} className={styles["memo"]} />
        <div className={styles["totals"]}>
          <table aria-label={labels.subtotal}><tbody><tr data-total=""><th scope="row">{labels.subtotal}</th><td>{formatMoney({ amount: subtotalOf(lines, homeCurrency), currency: homeCurrency })}</td></tr></tbody></table>
          <p className={styles["muted"]}>{labels.estimate}</p>
        </div>
      </footer>
      <div className={styles["editorActions"]}><Button type="submit" look="primary" isBusy={fetching}>{texts.save}</Button></div>
    </form>
  );
}
