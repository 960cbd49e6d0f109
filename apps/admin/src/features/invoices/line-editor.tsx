import { IconX } from "@tabler/icons-react";
import { useBillableOptions } from "../../lib/billable-options.js";
import { formatMoney } from "../../lib/format.js";
import { Button } from "../../ui/button.js";
import { Checkbox, TextField } from "../../ui/field.js";
import { SearchSelect } from "../../ui/search-select.js";
import { lineAmount, type LineValues } from "./editor-values.js";
import { invoicesTexts } from "./invoices.texts.js";
import styles from "./invoices.module.css";

const texts = invoicesTexts.edit;
const labels = invoicesTexts.sheet;

interface LineEditorProps {
  readonly line: LineValues;
  readonly position: number;
  readonly currency: string;
  readonly fault: { readonly field: string; readonly message: string } | null;
  readonly onChange: (line: LineValues) => void;
  readonly onRemove: () => void;
}

/** One line of a draft. Hours and rate make the amount; without them it is typed. */
export function LineEditor({ line, position, currency, fault, onChange, onRemove }: LineEditorProps) {
  const services = useBillableOptions();
  const set = (changes: Partial<LineValues>) => onChange({ ...line, ...changes });
  const error = (field: string) => (fault?.field === field ? fault.message : undefined);
  const isComputed = line.quantity.trim() !== "" && line.unitPrice.trim() !== "";
  const amount = lineAmount(line, currency);
  return (
    <tr className={styles["lineEditor"]}>
      <td>
        <TextField aria-label={texts.lineOf(labels.description, position)} placeholder={labels.description} value={line.description} error={error("description")} onChange={(event) => set({ description: event.currentTarget.value })} />
      </td>
      <td>
        <SearchSelect
          label={texts.lineOf(texts.category, position)} hideLabel placeholder={texts.category} value={line.service} options={services.options} onSearch={services.search} nothing={texts.categoryNothing}
          onChange={(service) => set({ service, ...(service ? { isTaxable: services.byValue(service.value)?.isTaxable ?? line.isTaxable } : {}) })}
        />
      </td>
      <td><TextField aria-label={texts.lineOf(labels.quantity, position)} placeholder={labels.quantity} inputMode="decimal" value={line.quantity} error={error("quantity")} classNames={{ input: styles["end"] }} onChange={(event) => set({ quantity: event.currentTarget.value })} /></td>
      <td><TextField aria-label={texts.lineOf(labels.unitPrice, position)} placeholder={labels.unitPrice} inputMode="decimal" value={line.unitPrice} error={error("unitPrice")} classNames={{ input: styles["end"] }} onChange={(event) => set({ unitPrice: event.currentTarget.value })} /></td>
      <td>
        {isComputed ? (
          <output className={styles["computed"]} aria-label={texts.lineOf(labels.amount, position)}>{amount === null ? "–" : formatMoney({ amount, currency })}</output>
        ) : (
          <TextField aria-label={texts.lineOf(labels.amount, position)} placeholder={labels.amount} inputMode="decimal" value={line.amount} error={error("amount")} classNames={{ input: styles["end"] }} onChange={(event) => set({ amount: event.currentTarget.value })} />
        )}
      </td>
      <td className={styles["lineTax"]}>
        <Checkbox size="xs" aria-label={texts.lineOf(labels.taxable, position)} checked={line.isTaxable} onChange={(event) => set({ isTaxable: event.currentTarget.checked })} />
        <span aria-hidden="true">{labels.tax}</span>
      </td>
      <td className={styles["lineTail"]}>
        <Button size="sm" look="quiet" aria-label={texts.remove(position)} title={texts.remove(position)} onClick={onRemove}><IconX size={15} stroke={1.6} aria-hidden="true" /></Button>
      </td>
    </tr>
  );
}
