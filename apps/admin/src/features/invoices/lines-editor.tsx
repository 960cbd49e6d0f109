import { IconPlus } from "@tabler/icons-react";
import { useRef } from "react";
import { Button } from "../../ui/button.js";
import { emptyLine, type LineValues } from "./editor-values.js";
import { invoicesTexts } from "./invoices.texts.js";
import { LineEditor } from "./line-editor.js";
import styles from "./invoices.module.css";

const texts = invoicesTexts.edit;
const labels = invoicesTexts.sheet;

interface LinesEditorProps {
  readonly lines: readonly LineValues[];
  readonly currency: string;
  /** First fault of a line, by its key; shown after an attempt to save. */
  readonly faults: ReadonlyMap<string, { readonly field: string; readonly message: string }>;
  readonly onChange: (lines: readonly LineValues[]) => void;
}

/** The lines of a draft as a table of fields. */
export function LinesEditor({ lines, currency, faults, onChange }: LinesEditorProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const add = () => {
    onChange([...lines, emptyLine()]);
    requestAnimationFrame(() => body.current?.querySelector<HTMLInputElement>("tr:last-child input")?.focus());
  };
  return (
    <div className={styles["linesEditor"]}>
      <table aria-label={labels.lines}>
        <thead>
          <tr>
            <th scope="col">{labels.description}</th><th scope="col">{labels.category}</th><th scope="col" data-end="">{labels.quantity}</th>
            <th scope="col" data-end="">{labels.unitPrice}</th><th scope="col" data-end="">{labels.amount}</th><th scope="col" data-middle="">{labels.tax}</th><td />
          </tr>
        </thead>
        <tbody ref={body}>
          {lines.map((line, index) => (
            <LineEditor
              key={line.key} line={line} position={index + 1} currency={currency} fault={faults.get(line.key) ?? null}
              onChange={(changed) => onChange(lines.map((each) => (each.key === line.key ? changed : each)))}
              onRemove={() => onChange(lines.filter((each) => each.key !== line.key))}
            />
          ))}
        </tbody>
      </table>
      <Button size="sm" icon={<IconPlus size={14} aria-hidden="true" />} onClick={add}>{texts.addLine}</Button>
    </div>
  );
}
