import { useForm } from "@mantine/form";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useMutation } from "urql";
import { problemUrl } from "../problems/urls.js";
import { parseDecimal } from "../../lib/decimal.js";
import { splitErrors } from "../../lib/form-errors.js";
import { graphql } from "../../lib/graphql.js";
import { Banner } from "../../ui/banner.js";
import { Checkbox, TextField } from "../../ui/field.js";
import { FormDialog } from "../../ui/form-dialog.js";
import { toast } from "../../ui/toast.js";
import type { StaffRow } from "./staff-page.js";
import { staffTexts as texts } from "./staff.texts.js";
import styles from "./staff.module.css";

const createStaffMutation = graphql(`
  mutation CreateStaffMember($input: CreateStaffMemberInput!) { createStaffMember(input: $input) { staffMember { id } userErrors { code field message } } }
`);
const updateStaffMutation = graphql(`
  mutation UpdateStaffMember($input: UpdateStaffMemberInput!) { updateStaffMember(input: $input) { staffMember { id version } userErrors { code field message } } }
`);

/** Name, e-mail and rate of one person; null for a new one. */
export function StaffDialog({ person, onClose, onSaved }: { readonly person: StaffRow | null; readonly onClose: () => void; readonly onSaved: () => void }) {
  const [, create] = useMutation(createStaffMutation);
  const [, update] = useMutation(updateStaffMutation);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const form = useForm({
    initialValues: { firstName: person?.firstName ?? "", lastName: person?.lastName ?? "", email: person?.email ?? "", rate: person?.rate?.amount ?? "", isActive: person?.isActive ?? true },
    validate: {
      firstName: (name) => (name.trim() ? null : texts.nameNeeded),
      lastName: (name) => (name.trim() ? null : texts.nameNeeded),
      email: (email) => (/^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/.test(email.trim()) ? null : texts.emailNeeded),
      rate: (rate) => (parseDecimal(rate) === undefined ? texts.rateInvalid : null),
    },
    validateInputOnBlur: true,
  });
  const submit = form.onSubmit(async ({ isActive, rate, ...names }) => {
    setBusy(true);
    const fields = { firstName: names.firstName.trim(), lastName: names.lastName.trim(), email: names.email.trim(), rate: parseDecimal(rate) ?? null };
    const result = person ? await update({ input: { staffId: person.id, expectedVersion: person.version, isActive, ...fields } }) : await create({ input: fields });
    setBusy(false);
    const payload = result.data && ("updateStaffMember" in result.data ? result.data.updateStaffMember : result.data.createStaffMember);
    if (payload?.staffMember) {
      toast({ tone: "good", message: texts.saved });
      return onSaved();
    }
    const { fields: errors, rest } = splitErrors(payload?.userErrors ?? [], Object.keys(form.values));
    form.setErrors(errors);
    setRefusal(rest ?? (payload ? null : (result.error?.message ?? null)));
  });
  return (
    <FormDialog title={person ? person.displayName : texts.add} refusal={refusal} submitText={texts.save} isBusy={isBusy} onSubmit={submit} onClose={onClose}>
      {person && person.problems.length > 0 ? (
        <Banner tone="attention" title={person.problems.some(({ severity }) => severity === "ERROR") ? texts.problems : texts.notices}>{person.problems.map((problem) => <div key={problem.id}><Link {...problemUrl(problem.id)}>{problem.title}</Link></div>)}</Banner>
      ) : null}
      <div className={styles["fields"]}>
        <TextField label={texts.fields.firstName} data-autofocus {...form.getInputProps("firstName")} />
        <TextField label={texts.fields.lastName} {...form.getInputProps("lastName")} />
        <TextField label={texts.fields.email} type="email" className={styles["whole"]} {...form.getInputProps("email")} />
        <TextField label={texts.fields.rate} description={texts.fields.rateHint} inputMode="decimal" className={styles["whole"]} inputWrapperOrder={["label", "input", "description", "error"]} {...form.getInputProps("rate")} />
        {person ? <Checkbox label={texts.fields.isActive} className={styles["whole"]} {...form.getInputProps("isActive", { type: "checkbox" })} /> : null}
      </div>
    </FormDialog>
  );
}
