import { useForm } from "@mantine/form";
import { useState, type ReactNode } from "react";
import type { ResultOf } from "../../lib/graphql.js";
import { Banner } from "../../ui/banner.js";
import { Button } from "../../ui/button.js";
import { Checkbox, TextField } from "../../ui/field.js";
import { LedgerPicker } from "../../ui/ledger-picker.js";
import { LedgerRecordChoice } from "../../ui/ledger-record-choice.js";
import { problemsTexts as texts } from "./problems.texts.js";
import type { Remedy, remediesFragment } from "./remedies-fragment.js";
import { useResolve } from "./use-resolve.js";
import styles from "./problems.module.css";

interface RemedyFormProps {
  readonly problem: ResultOf<typeof remediesFragment>;
  readonly remedy: Remedy;
  readonly recordIds: readonly string[];
  readonly isPrimary: boolean;
  readonly onDone: () => void;
}

/** Leaving a record out, or settling it by word of mouth, is told in a reason. */
const asksForReason = new Set(["set-aside", "mark-external", "dismiss"]);

/** A remedy's form, built from what the API says it needs; its consequence stands above the button (UX-63). */
export function RemedyForm({ problem, remedy, recordIds, isPrimary, onDone }: RemedyFormProps) {
  const resolve = useResolve();
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const form = useForm<Record<string, string | boolean>>({
    initialValues: Object.fromEntries([...remedy.inputs.map((input) => [input.name, starting(input)]), ["reason", ""]]),
    validate: (values) => Object.fromEntries(remedy.inputs.flatMap((input) => (input.isRequired && (values[input.name] ?? "") === "" ? [[input.name, texts.required]] : []))),
  });
  const submit = form.onSubmit(async (values) => {
    setBusy(true);
    const given = remedy.inputs.flatMap(({ name }) => {
      const value = values[name] ?? "";
      return value === "" ? [] : [[name, value] as const];
    });
    const refusal = await resolve({
      problemId: problem.id,
      remedy: remedy.kind,
      ...(remedy.inputs.length > 0 ? { values: Object.fromEntries(given) } : {}),
      ...(recordIds.length > 0 ? { recordIds: [...recordIds] } : {}),
      ...(values["reason"] ? { reason: String(values["reason"]) } : {}),
    });
    setFailure(refusal);
    setBusy(false);
    if (refusal === null) onDone();
  });
  return (
    <form className={styles["remedy"]} onSubmit={submit} noValidate data-primary-remedy={isPrimary || undefined}>
      <p>{remedy.consequence}</p>
      {failure ? <Banner tone="failure" title={texts.notNow} isUrgent>{failure}</Banner> : null}
      {remedy.inputs.map((input) => (
        <div key={input.name} className={styles["input"]}><Field input={input} choices={problem.linkChoices} value={String(form.getValues()[input.name] ?? "")} props={form.getInputProps(input.name, { type: input.type === "BOOLEAN" ? "checkbox" : "input" })} set={(value) => form.setFieldValue(input.name, value)} /></div>
      ))}
      {asksForReason.has(remedy.kind) ? <div className={styles["input"]}><TextField label={texts.reason} {...form.getInputProps("reason")} /></div> : null}
      <div className={styles["do"]}>
        <Button type="submit" look={isPrimary ? "primary" : "plain"} isBusy={isBusy}>{remedy.label}</Button>
        {problem.recordCount > 0 ? <span className={styles["muted"]}>{recordIds.length > 0 ? texts.onlySelected(recordIds.length) : texts.scope(problem.recordCount)}</span> : null}
      </div>
    </form>
  );
}

function starting({ type, value }: Remedy["inputs"][number]): string | boolean {
  if (type === "BOOLEAN") return value === true;
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

interface FieldProps {
  readonly input: Remedy["inputs"][number];
  /** What the record could be linked to; what is proposed is among them. */
  readonly choices: ResultOf<typeof remediesFragment>["linkChoices"];
  readonly value: string;
  readonly props: { readonly error?: ReactNode };
  readonly set: (value: string) => void;
}

function Field({ input, choices, value, props, set }: FieldProps) {
  const error = typeof props.error === "string" ? props.error : undefined;
  if (input.isOneOfChoices) return <LedgerRecordChoice label={input.label} value={value} choices={choices} error={error} onChange={set} />;
  switch (input.type) {
    case "LEDGER_ITEM":
    case "LEDGER_CUSTOMER":
    case "LEDGER_PERSON":
    case "LEDGER_TAX_CODE":
      return <LedgerPicker kind={input.type} label={input.label} proposed={choices.find(({ ledgerId }) => ledgerId === input.value) ?? null} error={error} onChange={set} />;
    case "DATE":
      return <TextField type="date" label={input.label} withAsterisk={input.isRequired} {...props} />;
    case "BOOLEAN":
      return <Checkbox label={input.label} {...props} />;
    default:
      return <TextField label={input.label} withAsterisk={input.isRequired} {...props} />;
  }
}
