import { useForm } from "@mantine/form";
import { useState } from "react";
import { useMutation } from "urql";
import * as z from "zod/mini";
import { checkWith } from "../../lib/check-with.js";
import { splitErrors } from "../../lib/form-errors.js";
import { graphql, readFragment, type FragmentOf } from "../../lib/graphql.js";
import { useKeys } from "../../lib/keys.js";
import { timeZones } from "../../lib/places.js";
import { refusalOf } from "../../lib/refusal.js";
import { useMay } from "../../lib/viewer.js";
import { Banner } from "../../ui/banner.js";
import { Button } from "../../ui/button.js";
import { Radio, SelectField, Switch, TextField } from "../../ui/field.js";
import { Section } from "../../ui/page.js";
import { toast } from "../../ui/toast.js";
import { firmTexts as texts } from "./firm.texts.js";
import styles from "./firm.module.css";

export const firmFragment = graphql(`
  fragment FirmForm_firm on Firm {
    id version name timeZone homeCurrency rollUp invoiceNumbering invoiceNumberPrefix nextInvoiceNumber defaultTermsDays defaultState taxRatePercent needsOtherApprover
  }
`);

const updateMutation = graphql(
  `mutation UpdateFirm($input: UpdateFirmInput!) { updateFirm(input: $input) { firm { id version ...FirmForm_firm } userErrors { code field message } } }`,
  [firmFragment],
);

const whole = (least: number, most: number, message: string) => z.string().check(z.regex(/^\d+$/, message), z.refine((text) => Number(text) >= least && Number(text) <= most, message));
const schema = z.object({
  name: z.string().check(z.trim(), z.minLength(1, texts.nameMissing)),
  timeZone: z.string(),
  defaultState: z.string(),
  rollUp: z.enum(["CATEGORY", "TYPE"]),
  invoiceNumbering: z.enum(["HUB", "LEDGER"]),
  invoiceNumberPrefix: z.string(),
  nextInvoiceNumber: whole(1, 999_999_999, texts.nextWrong),
  defaultTermsDays: whole(0, 365, texts.termsWrong),
  needsOtherApprover: z.boolean(),
  taxRatePercent: z.string().check(z.regex(/^\d{1,2}(\.\d{1,4})?$/, texts.taxWrong)),
});
type Values = z.infer<typeof schema>;

/** One form, one Save; a change someone else saved meanwhile is never overwritten. */
export function FirmForm(props: { readonly firm: FragmentOf<typeof firmFragment>; readonly onStale: () => void }) {
  const firm = readFragment(firmFragment, props.firm);
  const may = useMay("updateFirm");
  const [failure, setFailure] = useState<string | null>(null);
  const [{ fetching }, update] = useMutation(updateMutation);
  const form = useForm<Values>({
    initialValues: {
      name: firm.name, timeZone: firm.timeZone, defaultState: firm.defaultState ?? "", rollUp: firm.rollUp, invoiceNumbering: firm.invoiceNumbering,
      invoiceNumberPrefix: firm.invoiceNumberPrefix, nextInvoiceNumber: String(firm.nextInvoiceNumber), defaultTermsDays: String(firm.defaultTermsDays), taxRatePercent: firm.taxRatePercent,
      needsOtherApprover: firm.needsOtherApprover,
    },
    validate: checkWith(schema),
  });
  const submit = form.onSubmit(async (values) => {
    const { data, error } = await update({
      input: {
        ...values, expectedVersion: firm.version, defaultState: values.defaultState.trim() || null,
        nextInvoiceNumber: Number(values.nextInvoiceNumber), defaultTermsDays: Number(values.defaultTermsDays),
      },
    });
    const errors = data?.updateFirm.userErrors ?? [];
    if (errors.some((each) => each.code === "STALE_VERSION")) {
      setFailure(texts.stale);
      return props.onStale();
    }
    const { fields, rest } = splitErrors(errors, Object.keys(values));
    form.setErrors(fields);
    setFailure(rest ?? refusalOf(error, undefined));
    if (data?.updateFirm.firm) toast({ tone: "good", message: texts.saved });
  });
  useKeys(texts.title, [{ keys: "$mod+s", label: texts.save, whileTyping: true, run: () => submit() }], may);
  const { invoiceNumbering, invoiceNumberPrefix, nextInvoiceNumber } = form.values;
  return (
    <form onSubmit={submit} className={styles["form"]} noValidate>
      {failure ? <Banner tone="failure" title={failure} isUrgent /> : null}
      <fieldset disabled={!may} className={styles["form"]}>
        <Section title={texts.general}>
          <div className={styles["fields"]}>
            <TextField label={texts.name} autoComplete="organization" {...form.getInputProps("name")} />
            <SelectField label={texts.timeZone} description={texts.timeZoneHelp} data={timeZones()} searchable limit={50} allowDeselect={false} disabled={!may} {...form.getInputProps("timeZone")} />
            <TextField label={texts.currency} description={texts.currencyHelp} value={firm.homeCurrency} readOnly />
            <TextField label={texts.state} description={texts.stateHelp} {...form.getInputProps("defaultState")} />
          </div>
        </Section>
        <Section title={texts.invoices}>
          <div className={styles["fields"]}>
            <Radio.Group label={texts.rollUp} description={texts.rollUpHelp} {...form.getInputProps("rollUp")}>
              <div className={styles["choices"]}>{(["CATEGORY", "TYPE"] as const).map((value) => <Radio key={value} value={value} label={texts.rollUps[value]} />)}</div>
            </Radio.Group>
            <Radio.Group label={texts.numbering} description={texts.numberingHelp} {...form.getInputProps("invoiceNumbering")}>
              <div className={styles["choices"]}>{(["LEDGER", "HUB"] as const).map((value) => <Radio key={value} value={value} label={texts.numberings[value]} />)}</div>
            </Radio.Group>
            {invoiceNumbering === "HUB" ? (
              <>
                <TextField label={texts.prefix} {...form.getInputProps("invoiceNumberPrefix")} />
                <TextField label={texts.next} inputMode="numeric" description={texts.preview(`${invoiceNumberPrefix}${nextInvoiceNumber}`)} {...form.getInputProps("nextInvoiceNumber")} />
              </>
            ) : null}
            <TextField label={texts.terms} description={texts.termsHelp} inputMode="numeric" {...form.getInputProps("defaultTermsDays")} />
            <TextField label={texts.taxRate} description={texts.taxRateHelp} inputMode="decimal" {...form.getInputProps("taxRatePercent")} />
          </div>
        </Section>
        <Section title={texts.time}>
          <Switch label={texts.otherApprover} description={texts.otherApproverHelp} {...form.getInputProps("needsOtherApprover", { type: "checkbox" })} />
        </Section>
      </fieldset>
      <div>
        <Button type="submit" look="primary" isBusy={fetching} shortcut="$mod+s" blockedBecause={may ? null : texts.forbidden}>{texts.save}</Button>
      </div>
    </form>
  );
}
