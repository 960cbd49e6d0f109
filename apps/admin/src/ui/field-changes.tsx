import { useFirmFacts } from "../lib/firm-facts.js";
import { formatDay, formatMoney } from "../lib/format.js";
import { fieldChangeTexts as texts, fieldWords } from "./field-changes.texts.js";
import styles from "./field-changes.module.css";

export interface FieldChange {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** A field's path in words; what no catalogue knows is shown as it is. */
export function fieldWord(path: string): string {
  return fieldWords[path] ?? path;
}

/** Fields that are amounts of the record's currency. */
const moneyPaths = new Set(["subtotal", "tax", "total", "balance", "amount", "rate", "unitPrice"]);

/** A value of a field difference for people; `currency` is the one its amounts are in. */
export function fieldValue(path: string, value: unknown, currency: string): string {
  if (value === null || value === undefined || value === "") return texts.empty;
  if (typeof value === "boolean") return value ? texts.yes : texts.no;
  if (Array.isArray(value)) return value.every((each) => typeof each === "string") ? value.join(", ") : texts.items(value.length);
  if (typeof value === "object") return Object.entries(value).map(([key, part]) => `${fieldWord(key)}: ${fieldValue(key, part, currency)}`).join(", ");
  if (typeof value !== "string") return String(value);
  if (moneyPaths.has(path) && /^-?\d+(\.\d{1,2})?$/.test(value)) return formatMoney({ amount: value, currency });
  return /^\d{4}-\d\d-\d\d$/.test(value) ? formatDay(value) : value;
}

/** The currency the record is in by its own fields, else none is known here. */
export function currencyOf(changes: readonly FieldChange[]): string | null {
  const field = changes.find(({ path }) => path === "currency");
  const code = field?.after ?? field?.before;
  return typeof code === "string" && /^[A-Z]{3}$/.test(code) ? code : null;
}

/** Every field before and after. A new record shows its values only: "empty" on every line would say nothing. */
export function FieldChanges({ changes, label }: { readonly changes: readonly FieldChange[]; readonly label: string }) {
  const { homeCurrency } = useFirmFacts();
  const currency = currencyOf(changes) ?? homeCurrency;
  const isNew = changes.every((change) => change.before === null || change.before === undefined || change.before === "");
  const shown = isNew ? changes.filter((change) => change.after !== null && change.after !== undefined && change.after !== "") : changes;
  return (
    <table className={styles["table"]} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{texts.field}</th>
          {isNew ? <th scope="col">{texts.value}</th> : <><th scope="col">{texts.before}</th><th scope="col">{texts.after}</th></>}
        </tr>
      </thead>
      <tbody>
        {shown.map((change) => (
          <tr key={change.path}>
            <th scope="row">{fieldWord(change.path)}</th>
            {isNew ? null : <td className={styles["before"]}><Value path={change.path} value={change.before} currency={currency} isOld /></td>}
            <td className={styles["after"]}><Value path={change.path} value={change.after} currency={currency} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface ValueProps {
  readonly path: string;
  readonly value: unknown;
  readonly currency: string;
  readonly isOld?: boolean;
}

function Value({ path, value, currency, isOld = false }: ValueProps) {
  if (isLines(value)) return <DocumentLines lines={value} currency={currency} isOld={isOld} />;
  const text = fieldValue(path, value, currency);
  if (text === texts.empty) return <span className={styles["empty"]}>{text}</span>;
  return isOld ? <del>{text}</del> : <ins>{text}</ins>;
}

interface DocumentLine {
  readonly description: string | null;
  readonly code: string | null;
  readonly amount: string;
}

function isLines(value: unknown): value is readonly DocumentLine[] {
  return Array.isArray(value) && value.length > 0 && value.every((each: unknown) => typeof each === "object" && each !== null && "amount" in each && typeof each.amount === "string" && "description" in each);
}

/** The lines of a document, each with what it comes to. */
function DocumentLines({ lines, currency, isOld }: { readonly lines: readonly DocumentLine[]; readonly currency: string; readonly isOld: boolean }) {
  return (
    <ul className={styles["lines"]} data-old={isOld || undefined}>
      {lines.map(({ description, code, amount }, index) => (
        <li key={index}>
          <span>{description ?? code ?? texts.empty}{description && code ? <span className={styles["code"]}> {code}</span> : null}</span>
          <span className={styles["amount"]}>{formatMoney({ amount, currency })}</span>
        </li>
      ))}
    </ul>
  );
}
