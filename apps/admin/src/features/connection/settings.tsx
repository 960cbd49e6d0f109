import { useForm } from "@mantine/form";
import { useEffect, useMemo, useState } from "react";
import { useMutation } from "urql";
import { splitErrors } from "../../lib/form-errors.js";
import { graphql, readFragment, type FragmentOf } from "../../lib/graphql.js";
import { useKeys } from "../../lib/keys.js";
import { useMay } from "../../lib/viewer.js";
import { Banner } from "../../ui/banner.js";
import { Button } from "../../ui/button.js";
import { SelectField, Switch, TextField } from "../../ui/field.js";
import { Section } from "../../ui/page.js";
import { RelativeTime } from "../../ui/relative-time.js";
import { toast } from "../../ui/toast.js";
import { connectionTexts } from "./connection.texts.js";
import { chosenRules, FieldRules, fieldRuleFragment, rulesToSave } from "./field-rules.js";
import { switchStates } from "./switch-states.js";
import styles from "./connection.module.css";

const texts = connectionTexts.settings;
const approvals = ["AUTOMATIC", "ASK_FIRST"] as const;

export const settingsFragment = graphql(`
  fragment Settings_connection on LedgerConnection {
    settings { startDate intervalMinutes approval savedAt fieldRules { ...FieldRules_rule } salesTaxCode { id } salesTaxCodes { id name isCompanyDefault } switches { key title explanation isOn reason isFixed dependencies { on whileOn isOn reason } } }
  }
`, [fieldRuleFragment]);

const saveMutation = graphql(
  `
    mutation SaveConnectionSettings($input: SaveConnectionSettingsInput!) {
      saveConnectionSettings(input: $input) { connection { id state stage stateReason ...Settings_connection } userErrors { code field message } }
    }
  `,
  [settingsFragment],
);

/** Switches with what each needs, the start date and the interval; one Save for the section (UX-23). */
export function Settings(props: { readonly connection: FragmentOf<typeof settingsFragment> }) {
  const { settings } = readFragment(settingsFragment, props.connection);
  const [{ fetching }, save] = useMutation(saveMutation);
  const [failure, setFailure] = useState<string | null>(null);
  const may = useMay("saveConnectionSettings");
  const stored = useMemo(
    () => ({ startDate: settings.startDate ?? "", intervalMinutes: String(settings.intervalMinutes), approval: settings.approval, salesTaxCodeId: settings.salesTaxCode?.id ?? "", rules: chosenRules(settings.fieldRules), switches: Object.fromEntries(settings.switches.map((each) => [each.key, each.isOn])) }),
    [settings],
  );
  const form = useForm({ initialValues: stored });
  useEffect(() => {
    // What the server answers is the new start: its rules may have turned a switch.
    form.setInitialValues(stored);
    form.setValues(stored);
    // oxlint-disable-next-line react/exhaustive-deps -- the form object changes on every render; only a new answer of the server counts
  }, [stored]);
  const submit = form.onSubmit(async ({ startDate, intervalMinutes, approval, salesTaxCodeId, rules, switches }) => {
    const turned = switchStates(settings.switches, switches);
    const { data, error } = await save({
      input: { startDate: startDate || null, intervalMinutes: Number(intervalMinutes), approval, salesTaxCodeId: salesTaxCodeId || null, fieldRules: rulesToSave(rules), switches: [...turned].map(([key, { isOn }]) => ({ key, isOn })) },
    });
    const { fields, rest } = splitErrors(data?.saveConnectionSettings.userErrors ?? [], ["startDate", "intervalMinutes", "salesTaxCodeId"]);
    form.setErrors(fields);
    setFailure(rest ?? (error ? error.message : null));
    if (data?.saveConnectionSettings.connection) toast({ tone: "good", message: startDate ? texts.saved : texts.savedWithoutStart });
  });
  useKeys(texts.title, [{ keys: "$mod+s", label: texts.save, whileTyping: true, run: () => submit() }], may);
  const shown = switchStates(settings.switches, form.values.switches);
  const isDirty = form.isDirty() || settings.savedAt === null;
  const intervals = Object.keys(texts.intervals).includes(stored.intervalMinutes) ? Object.keys(texts.intervals) : [...Object.keys(texts.intervals), stored.intervalMinutes];
  return (
    <Section title={texts.title} lead={texts.lead} id="what-to-sync">
      <form onSubmit={submit} className={styles["settings"]} noValidate>
        {failure ? <Banner tone="failure" title={failure} isUrgent /> : null}
        <ul className={styles["switches"]}>
          {settings.switches.map((each) => {
            const { isOn, reason } = shown.get(each.key) ?? each;
            return (
              <li key={each.key} className={styles["switch"]} data-locked={reason !== null || undefined}>
                <Switch
                  label={each.title} description={each.explanation} labelPosition="right"
                  checked={isOn}
                  disabled={reason !== null || !may}
                  aria-describedby={reason ? `reason-${each.key}` : undefined}
                  onChange={(event) => form.setFieldValue(`switches.${each.key}`, event.currentTarget.checked)}
                />
                {reason ? <p id={`reason-${each.key}`} className={styles["reason"]}>{reason}</p> : null}
              </li>
            );
          })}
        </ul>
        <div className={styles["fields"]}>
          <TextField
            type="date" label={texts.startDate} disabled={!may} {...form.getInputProps("startDate")}
            description={form.values.startDate ? texts.startDateHelp : <span className={styles["attention"]}>{texts.startDateNone}</span>}
          />
          <SelectField
            label={texts.interval} disabled={!may} allowDeselect={false}
            data={intervals.map((value) => ({ value, label: texts.intervals[Number(value)] ?? texts.everyMinutes(Number(value)) }))}
            {...form.getInputProps("intervalMinutes")}
          />
          <SelectField
            label={texts.approval} description={texts.approvalHelp[form.values.approval]} disabled={!may} allowDeselect={false}
            data={approvals.map((value) => ({ value, label: texts.approvals[value] }))}
            {...form.getInputProps("approval")}
          />
          {settings.salesTaxCodes.length > 0 ? (
            <SelectField
              label={texts.salesTax} description={texts.salesTaxHelp} disabled={!may} allowDeselect={false}
              data={[{ value: "", label: texts.salesTaxOwn(settings.salesTaxCodes.find((code) => code.isCompanyDefault)?.name ?? null) }, ...settings.salesTaxCodes.map(({ id, name }) => ({ value: id, label: name }))]}
              {...form.getInputProps("salesTaxCodeId")}
            />
          ) : null}
        </div>
        <FieldRules rules={settings.fieldRules} chosen={form.values.rules} may={may} onChoose={(kind, field, policy) => form.setFieldValue(`rules.${kind}.${field}`, policy)} />
        <div className={styles["act"]}>
          <Button type="submit" look={isDirty ? "primary" : "plain"} isBusy={fetching} shortcut="$mod+s" blockedBecause={may ? null : texts.forbidden}>{texts.save}</Button>
          <span className={styles["muted"]}>{isDirty ? texts.unsaved : settings.savedAt ? <>{texts.savedAt} <RelativeTime at={settings.savedAt} /></> : null}</span>
        </div>
      </form>
    </Section>
  );
}
