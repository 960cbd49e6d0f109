import { useForm } from "@mantine/form";
import { useState } from "react";
import { useMutation } from "urql";
import { formatPrice } from "../../lib/format.js";
import { splitErrors } from "../../lib/form-errors.js";
import { graphql, readFragment, type FragmentOf } from "../../lib/graphql.js";
import { refusalOf } from "../../lib/refusal.js";
import { count } from "../../lib/text.js";
import { useMay } from "../../lib/viewer.js";
import { Banner } from "../../ui/banner.js";
import { Button } from "../../ui/button.js";
import { SelectField, TextField } from "../../ui/field.js";
import { Section } from "../../ui/page.js";
import { toast } from "../../ui/toast.js";
import { connectionTexts } from "./connection.texts.js";
import styles from "./connection.module.css";

const texts = connectionTexts.budget;
const tiers = ["BUILDER", "SILVER", "GOLD", "PLATINUM"] as const;

export const callBudgetFragment = graphql(`
  fragment CallBudget_connection on LedgerConnection { quota { tier meteredMonthlyLimit pricePerThousand ownMonthlyCalls ownPricePerThousand } }
`);

const saveMutation = graphql(`
  mutation SaveCallBudget($input: SaveCallBudgetInput!) {
    saveCallBudget(input: $input) { connection { id quota { tier meteredMonthlyLimit pricePerThousand ownMonthlyCalls ownPricePerThousand } } userErrors { code field message } }
  }
`);

/** What the month's metered calls may come to, and what they cost: the tier's own, or the firm's. */
export function CallBudget(props: { readonly connection: FragmentOf<typeof callBudgetFragment> }) {
  const { quota } = readFragment(callBudgetFragment, props.connection);
  const may = useMay("saveCallBudget");
  const [{ fetching }, save] = useMutation(saveMutation);
  const [failure, setFailure] = useState<string | null>(null);
  const form = useForm({ initialValues: { tier: quota.tier, monthlyCalls: quota.ownMonthlyCalls === null ? "" : String(quota.ownMonthlyCalls), pricePerThousand: quota.ownPricePerThousand ?? "" } });
  const submit = form.onSubmit(async ({ tier, monthlyCalls, pricePerThousand }) => {
    const calls = monthlyCalls.replaceAll(/[\s,]/g, "");
    if (calls !== "" && !/^\d{1,10}$/.test(calls)) return form.setFieldError("monthlyCalls", texts.callsWrong);
    if (pricePerThousand.trim() !== "" && !/^\d+(\.\d+)?$/.test(pricePerThousand.trim())) return form.setFieldError("pricePerThousand", texts.priceWrong);
    const { data, error } = await save({ input: { tier, monthlyCalls: calls === "" ? null : Number(calls), pricePerThousand: pricePerThousand.trim() || null } });
    const { fields, rest } = splitErrors(data?.saveCallBudget.userErrors ?? [], ["monthlyCalls", "pricePerThousand"]);
    form.setErrors(fields);
    setFailure(rest ?? refusalOf(error, undefined));
    if (data?.saveCallBudget.connection) toast({ tone: "good", message: texts.saved });
  });
  return (
    <Section title={texts.title} lead={texts.lead}>
      <form onSubmit={submit} className={styles["settings"]} noValidate>
        {failure ? <Banner tone="failure" title={failure} isUrgent /> : null}
        <div className={styles["fields"]}>
          <SelectField label={texts.tier} description={texts.tiers[form.values.tier]} allowDeselect={false} disabled={!may} data={tiers.map((value) => ({ value, label: texts.tierNames[value] }))} {...form.getInputProps("tier")} />
          <TextField label={texts.calls} description={texts.callsHelp(count(quota.meteredMonthlyLimit))} inputMode="numeric" disabled={!may} {...form.getInputProps("monthlyCalls")} />
          <TextField label={texts.price} description={texts.priceHelp(formatPrice({ amount: quota.pricePerThousand, currency: "USD" }))} inputMode="decimal" disabled={!may} {...form.getInputProps("pricePerThousand")} />
        </div>
        <div><Button type="submit" isBusy={fetching} blockedBecause={may ? null : connectionTexts.settings.forbidden}>{texts.save}</Button></div>
      </form>
    </Section>
  );
}
