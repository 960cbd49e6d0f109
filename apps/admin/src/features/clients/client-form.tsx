import { useForm } from "@mantine/form";
import { useState, type ReactNode } from "react";
import type { ApiUserError } from "../../lib/form-errors.js";
import { splitErrors } from "../../lib/form-errors.js";
import { Banner } from "../../ui/banner.js";
import { Button } from "../../ui/button.js";
import { Checkbox, Radio, TextArea, TextField } from "../../ui/field.js";
import { checkClient, nameRefusal, type ClientValues } from "./client-values.js";
import { clientsTexts } from "./clients.texts.js";
import { previewName, type ClientKind } from "./display-name.js";
import styles from "./clients.module.css";

const texts = clientsTexts.form;
const kinds: readonly ClientKind[] = ["INDIVIDUAL", "COUPLE", "BUSINESS"];

interface ClientFormProps {
  readonly initial: ClientValues;
  /** Resolves with the refusals of the API; empty when it was stored. */
  readonly onSubmit: (values: ClientValues) => Promise<readonly ApiUserError[]>;
  readonly submitText: string;
  /** A stored client can be made inactive, and its changes undone. */
  readonly isStored?: boolean;
  readonly readOnlyBecause?: string | null;
  readonly cancel?: ReactNode;
}

/** The fields of a client by its kind, with the name it will have shown while one types. */
export function ClientForm({ initial, onSubmit, submitText, isStored = false, readOnlyBecause = null, cancel }: ClientFormProps) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const form = useForm<ClientValues>({ initialValues: initial, validate: checkClient, validateInputOnBlur: true });
  const { values } = form;
  const submit = form.onSubmit(async (checked) => {
    setBusy(true);
    setRefusal(null);
    const { fields, rest } = splitErrors(await onSubmit(checked), Object.keys(initial));
    setBusy(false);
    form.setErrors(fields);
    setRefusal(rest);
    if (rest === null && Object.keys(fields).length === 0) form.resetDirty(checked);
  });
  /** A name field says at once what QuickBooks cannot take. */
  const nameField = (field: keyof ClientValues & string) => {
    const props = form.getInputProps(field) as { value: string; error?: ReactNode };
    return { ...props, error: nameRefusal(props.value) ?? props.error };
  };
  const preview = previewName(values);
  return (
    <form onSubmit={submit} className={styles["form"]} noValidate>
      {refusal ? <Banner tone="failure" title={refusal} isUrgent /> : null}
      <fieldset disabled={readOnlyBecause !== null} className={styles["fields"]}>
        <Radio.Group label={texts.kind} {...form.getInputProps("kind")} className={styles["whole"]}>
          <div className={styles["kinds"]}>{kinds.map((kind) => <Radio key={kind} value={kind} label={clientsTexts.kinds[kind]} />)}</div>
        </Radio.Group>
        {values.kind === "BUSINESS" ? (
          <TextField label={texts.businessName} className={styles["whole"]} {...nameField("businessName")} />
        ) : (
          <div className={styles["person"]}>
            <TextField label={texts.lastName} {...nameField("lastName")} />
            <TextField label={texts.firstName} {...nameField("firstName")} />
            <TextField label={texts.suffix} placeholder={texts.suffixHint} {...nameField("suffix")} />
          </div>
        )}
        {values.kind === "COUPLE" ? (
          <fieldset className={styles["partner"]}>
            <legend>{texts.partner}</legend>
            <div className={styles["person"]}>
              <TextField label={texts.partnerLastName} {...nameField("partnerLastName")} />
              <TextField label={texts.partnerFirstName} {...nameField("partnerFirstName")} />
              <TextField label={texts.partnerSuffix} {...nameField("partnerSuffix")} />
            </div>
          </fieldset>
        ) : null}
        <p className={styles["preview"]} aria-live="polite">
          <span>{texts.shownAs}</span> {preview ? <strong>{preview}</strong> : <em>{texts.shownEmpty}</em>}
        </p>
        <TextField label={texts.email} type="email" inputMode="email" autoComplete="off" {...form.getInputProps("email")} />
        <TextField label={texts.phone} type="tel" autoComplete="off" {...form.getInputProps("phone")} />
        <TextField label={texts.line1} className={styles["whole"]} {...form.getInputProps("line1")} />
        <TextField label={texts.line2} className={styles["whole"]} {...form.getInputProps("line2")} />
        <div className={styles["place"]}>
          <TextField label={texts.city} {...form.getInputProps("city")} />
          <TextField label={texts.state} {...form.getInputProps("state")} />
          <TextField label={texts.postalCode} {...form.getInputProps("postalCode")} />
        </div>
        <TextField label={texts.country} {...form.getInputProps("country")} />
        <TextField label={texts.termsDays} description={texts.termsHint} inputMode="numeric" inputWrapperOrder={["label", "input", "description", "error"]} {...form.getInputProps("termsDays")} />
        <TextArea label={texts.notes} className={styles["whole"]} autosize minRows={2} maxRows={8} {...form.getInputProps("notes")} />
        <div className={styles["ticks"]}>
          <Checkbox label={texts.isTaxable} {...form.getInputProps("isTaxable", { type: "checkbox" })} />
          {isStored ? <Checkbox label={texts.isActive} {...form.getInputProps("isActive", { type: "checkbox" })} /> : null}
        </div>
      </fieldset>
      <div className={styles["actions"]}>
        {cancel}
        {isStored && form.isDirty() ? <Button look="quiet" onClick={() => form.reset()}>{texts.undo}</Button> : null}
        <Button type="submit" look="primary" isBusy={isBusy} blockedBecause={readOnlyBecause ?? (isStored && !form.isDirty() ? texts.nothingChanged : null)}>{submitText}</Button>
      </div>
    </form>
  );
}
