import { formatDay } from "../lib/format.js";
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

/** A value of a field difference for people. */
export function fieldValue(value: unknown): string {
  if (value === null || value === undefined || value === "") return texts.empty;
  if (typeof value === "boolean") return value ? texts.yes : texts.no;
  if (Array.isArray(value)) return value.every((each) => typeof each === "string") ? value.join(", ") : texts.items(value.length);
  if (typeof value === "object") return Object.entries(value).map(([key, part]) => `${fieldWord(key)}: ${fieldValue(part)}`).join(", ");
  return typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) ? formatDay(value) : String(value);
}

/** Every field before and after. A new record shows its values only: "empty" on every line would say nothing. */
export function FieldChanges({ changes, label }: { readonly changes: readonly FieldChange[]; readonly label: string }) {
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
            {isNew ? null : <td className={styles["before"]}><Value value={change.before} isOld /></td>}
            <td className={styles["after"]}><Value value={change.after} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Value({ value, isOld = false }: { readonly value: unknown; readonly isOld?: boolean }) {
  const text = fieldValue(value);
  if (text === texts.empty) return <span className={styles["empty"]}>{text}</span>;
  return isOld ? <del>{text}</del> : <ins>{text}</ins>;
}
