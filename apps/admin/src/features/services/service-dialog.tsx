import { useForm } from "@mantine/form";
import { useState } from "react";
import { useMutation } from "urql";
import { parseDecimal } from "../../lib/decimal.js";
import { splitErrors, type ApiUserError } from "../../lib/form-errors.js";
import { graphql } from "../../lib/graphql.js";
import { Checkbox, TextField } from "../../ui/field.js";
import { FormDialog } from "../../ui/form-dialog.js";
import { toast } from "../../ui/toast.js";
import type { CategoryRow } from "./services-page.js";
import { servicesTexts as texts } from "./services.texts.js";
import styles from "./services.module.css";

const createCategoryMutation = graphql(`
  mutation CreateBillableCategory($input: CreateBillableCategoryInput!) { createBillableCategory(input: $input) { category { id } userErrors { code field message } } }
`);
const updateCategoryMutation = graphql(`
  mutation UpdateBillableCategory($input: UpdateBillableCategoryInput!) { updateBillableCategory(input: $input) { category { id version } userErrors { code field message } } }
`);
const createTypeMutation = graphql(`
  mutation CreateBillableType($input: CreateBillableTypeInput!) { createBillableType(input: $input) { type { id } userErrors { code field message } } }
`);
const updateTypeMutation = graphql(`
  mutation UpdateBillableType($input: UpdateBillableTypeInput!) { updateBillableType(input: $input) { type { id version } userErrors { code field message } } }
`);

/** What is being written: a category, or a type of one; null is a new one. */
export type Edited =
  | { readonly kind: "category"; readonly category: CategoryRow | null }
  | { readonly kind: "type"; readonly category: CategoryRow; readonly type: CategoryRow["types"][number] | null };

interface Values {
  readonly code: string;
  readonly name: string;
  readonly rate: string;
  /** Taxable for a category, billable for a type. */
  readonly flag: boolean;
  readonly isActive: boolean;
}

function useSave(edited: Edited): (values: Values) => Promise<readonly ApiUserError[]> {
  const [, createCategory] = useMutation(createCategoryMutation);
  const [, updateCategory] = useMutation(updateCategoryMutation);
  const [, createType] = useMutation(createTypeMutation);
  const [, updateType] = useMutation(updateTypeMutation);
  return async ({ code, name, rate, flag, isActive }) => {
    const fields = { code: code.trim(), name: name.trim(), rate: parseDecimal(rate) ?? null };
    const unreachable = (message: string | undefined) => [{ code: "UNREACHABLE", field: [], message: message ?? "" }];
    if (edited.kind === "category" && edited.category) {
      const { data, error } = await updateCategory({ input: { categoryId: edited.category.id, expectedVersion: edited.category.version, ...fields, isTaxable: flag, isActive } });
      return data?.updateBillableCategory.userErrors ?? unreachable(error?.message);
    }
    if (edited.kind === "category") {
      const { data, error } = await createCategory({ input: { ...fields, isTaxable: flag } });
      return data?.createBillableCategory.userErrors ?? unreachable(error?.message);
    }
    if (edited.type) {
      const { data, error } = await updateType({ input: { typeId: edited.type.id, expectedVersion: edited.type.version, ...fields, isBillable: flag, isActive } });
      return data?.updateBillableType.userErrors ?? unreachable(error?.message);
    }
    const { data, error } = await createType({ input: { categoryId: edited.category.id, ...fields, isBillable: flag } });
    return data?.createBillableType.userErrors ?? unreachable(error?.message);
  };
}

/** Code, name and rate of a category or a type. */
export function ServiceDialog({ edited, onClose, onSaved }: { readonly edited: Edited; readonly onClose: () => void; readonly onSaved: () => void }) {
  const save = useSave(edited);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const stored = edited.kind === "category" ? edited.category : edited.type;
  const flag = edited.kind === "category" ? (edited.category?.isTaxable ?? false) : (edited.type?.isBillable ?? true);
  const form = useForm<Values>({
    initialValues: { code: stored?.code ?? "", name: stored?.name ?? "", rate: stored?.rate?.amount ?? "", flag, isActive: stored?.isActive ?? true },
    validate: {
      code: (code) => (code.trim() ? null : texts.codeNeeded),
      name: (name) => (name.trim() ? null : texts.nameNeeded),
      rate: (rate) => (parseDecimal(rate) === undefined ? texts.rateInvalid : null),
    },
    validateInputOnBlur: true,
  });
  const submit = form.onSubmit(async (values) => {
    setBusy(true);
    const errors = await save(values);
    setBusy(false);
    if (errors.length === 0) {
      toast({ tone: "good", message: texts.saved });
      return onSaved();
    }
    const { fields, rest } = splitErrors(errors, Object.keys(values));
    form.setErrors(fields);
    setRefusal(rest);
  });
  const title = stored ? stored.name : edited.kind === "category" ? texts.category.newTitle : texts.type.newTitle(edited.category.name);
  return (
    <FormDialog title={title} refusal={refusal} submitText={texts.save} isBusy={isBusy} onSubmit={submit} onClose={onClose}>
      <div className={styles["fields"]}>
        <TextField label={texts.fields.code} data-autofocus {...form.getInputProps("code")} />
        <TextField label={texts.fields.name} {...form.getInputProps("name")} />
        <TextField label={texts.fields.rate} description={texts.fields.rateHint} inputMode="decimal" className={styles["whole"]} inputWrapperOrder={["label", "input", "description", "error"]} {...form.getInputProps("rate")} />
        <div className={styles["ticks"]}>
          <Checkbox label={edited.kind === "category" ? texts.fields.isTaxable : texts.fields.isBillable} {...form.getInputProps("flag", { type: "checkbox" })} />
          {stored ? <Checkbox label={texts.fields.isActive} {...form.getInputProps("isActive", { type: "checkbox" })} /> : null}
        </div>
      </div>
    </FormDialog>
  );
}
