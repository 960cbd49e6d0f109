import { useForm } from "@mantine/form";
import { useState } from "react";
import { useMutation } from "urql";
import { splitErrors } from "../../lib/form-errors.js";
import { graphql } from "../../lib/graphql.js";
import { Checkbox, TextField } from "../../ui/field.js";
import { FormDialog } from "../../ui/form-dialog.js";
import type { SiteDetail } from "./client-sites.js";
import { nameRefusal } from "./client-values.js";
import { clientsTexts } from "./clients.texts.js";
import styles from "./clients.module.css";

const texts = clientsTexts.form;

const createSiteMutation = graphql(`mutation CreateSite($input: CreateSiteInput!) { createSite(input: $input) { site { id } userErrors { code field message } } }`);
const updateSiteMutation = graphql(`mutation UpdateSite($input: UpdateSiteInput!) { updateSite(input: $input) { site { id version } userErrors { code field message } } }`);

interface SiteDialogProps {
  readonly clientId: string;
  /** Null for a new one. */
  readonly site: SiteDetail | null;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

/** Name and address of one site. */
export function SiteDialog({ clientId, site, onClose, onSaved }: SiteDialogProps) {
  const [, create] = useMutation(createSiteMutation);
  const [{ fetching }, update] = useMutation(updateSiteMutation);
  const [refusal, setRefusal] = useState<string | null>(null);
  const address = site?.address;
  const form = useForm({
    initialValues: { name: site?.name ?? "", line1: address?.line1 ?? "", city: address?.city ?? "", state: address?.state ?? "", postalCode: address?.postalCode ?? "", isActive: site?.isActive ?? true },
    validate: { name: (name) => nameRefusal(name) ?? (name.trim() ? null : texts.nameMissing) },
  });
  const submit = form.onSubmit(async ({ name, isActive, ...place }) => {
    const text = (value: string) => value.trim() || null;
    const fields = { name: name.trim(), address: { line1: text(place.line1), city: text(place.city), state: text(place.state), postalCode: text(place.postalCode) } };
    const result = site
      ? await update({ input: { siteId: site.id, expectedVersion: site.version, isActive, ...fields } })
      : await create({ input: { clientId, ...fields } });
    const payload = result.data && ("updateSite" in result.data ? result.data.updateSite : result.data.createSite);
    if (payload?.site) return onSaved();
    const { fields: errors, rest } = splitErrors(payload?.userErrors ?? [], Object.keys(form.values));
    form.setErrors(errors);
    setRefusal(rest ?? (payload ? null : (result.error?.message ?? null)));
  });
  return (
    <FormDialog title={site ? clientsTexts.page.editSite(site.name) : clientsTexts.page.addSite} refusal={refusal} submitText={texts.save} isBusy={fetching} onSubmit={submit} onClose={onClose}>
      <div className={styles["fields"]}>
        <TextField label={clientsTexts.page.siteName} data-autofocus className={styles["whole"]} {...form.getInputProps("name")} error={nameRefusal(form.values.name) ?? form.errors["name"]} />
        <TextField label={texts.line1} className={styles["whole"]} {...form.getInputProps("line1")} />
        <div className={styles["place"]}>
          <TextField label={texts.city} {...form.getInputProps("city")} />
          <TextField label={texts.state} {...form.getInputProps("state")} />
          <TextField label={texts.postalCode} {...form.getInputProps("postalCode")} />
        </div>
        {site ? <Checkbox label={clientsTexts.page.siteActive} {...form.getInputProps("isActive", { type: "checkbox" })} /> : null}
      </div>
    </FormDialog>
  );
}
