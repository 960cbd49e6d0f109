import { useRef, useState, type FormEvent } from "react";
import { useBillableOptions } from "../../lib/billable-options.js";
import { rememberClient, useClientOptions, useSiteOptions } from "../../lib/client-options.js";
import { splitErrors, type ApiUserError } from "../../lib/form-errors.js";
import { useStaffOptions } from "../../lib/staff-options.js";
import { Banner } from "../../ui/banner.js";
import { Button } from "../../ui/button.js";
import { Checkbox, SelectField, TextField } from "../../ui/field.js";
import { SearchSelect } from "../../ui/search-select.js";
import { parseDuration } from "./duration.js";
import type { EntryValues } from "./entry-values.js";
import { timeTexts } from "./time.texts.js";
import { longDayName } from "./week.js";
import styles from "./time.module.css";

const texts = timeTexts.quick;

interface EntryFormProps {
  readonly initial: EntryValues;
  readonly days: readonly string[];
  /** Staff may be chosen; else it is the person at the keyboard. */
  readonly canChooseStaff: boolean;
  readonly submitText: string;
  /** Resolves with the refusals of the API; empty when it was stored. */
  readonly onSubmit: (values: EntryValues, minutes: number) => Promise<readonly ApiUserError[]>;
  /** After it was stored: keep day and client, ask for the next. */
  readonly isRepeating?: boolean;
  readonly onCancel?: () => void;
  readonly layout: "row" | "stack";
}

/** One piece of work: for whom, what, how long. Enter in any field stores it. */
export function EntryForm({ initial, days, canChooseStaff, submitText, onSubmit, isRepeating = false, onCancel, layout }: EntryFormProps) {
  const [values, setValues] = useState(initial);
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const clients = useClientOptions();
  const services = useBillableOptions();
  const sites = useSiteOptions(values.client?.value ?? null);
  const staff = useStaffOptions(!canChooseStaff);
  const set = (changes: Partial<EntryValues>) => {
    setValues((before) => ({ ...before, ...changes }));
    setErrors({});
  };
  const minutes = parseDuration(values.duration);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const missing: Record<string, string> = {
      ...(values.staff ? {} : { staffId: texts.missing.staff }),
      ...(values.client ? {} : { clientId: texts.missing.client }),
      ...(values.service ? {} : { categoryId: texts.missing.service }),
      ...(minutes === null ? { minutes: texts.durationInvalid } : {}),
    };
    if (minutes === null || Object.keys(missing).length > 0) {
      setErrors(missing);
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
      return;
    }
    setBusy(true);
    const { fields, rest } = splitErrors(await onSubmit(values, minutes), ["staffId", "clientId", "siteId", "categoryId", "typeId", "day", "minutes", "note"]);
    setBusy(false);
    setErrors(fields["typeId"] ? { categoryId: fields["typeId"], ...fields } : fields);
    setRefusal(rest);
    if (rest !== null || Object.keys(fields).length > 0) return;
    if (values.client) rememberClient(values.client);
    if (!isRepeating) return;
    setValues((before) => ({ ...before, duration: "", note: "" }));
    form.current?.querySelector<HTMLElement>("[data-starts]")?.focus();
  };

  return (
    <form ref={form} onSubmit={(event) => void submit(event)} noValidate className={styles["entryForm"]} data-layout={layout}>
      {refusal ? <div className={styles["whole"]}><Banner tone="failure" title={refusal} isUrgent /></div> : null}
      {canChooseStaff ? (
        <SelectField
          label={texts.staff} searchable allowDeselect={false} error={errors["staffId"]} comboboxProps={{ transitionProps: { duration: 0 } }} className={styles["fStaff"]}
          data={[...new Map([...(values.staff ? [values.staff] : []), ...staff].map((each) => [each.value, each])).values()]}
          value={values.staff?.value ?? null} onChange={(_value, option) => set({ staff: option ? { value: option.value, label: option.label } : null })}
        />
      ) : null}
      <SelectField
        label={texts.day} allowDeselect={false} data={days.map((day) => ({ value: day, label: longDayName(day) }))} value={values.day} error={errors["day"]} className={styles["fDay"]}
        onChange={(day) => (day ? set({ day }) : undefined)} comboboxProps={{ transitionProps: { duration: 0 } }}
      />
      <div className={styles["fClient"]}>
        <SearchSelect
          label={texts.client} value={values.client} options={clients.options} onSearch={clients.search} nothing={texts.clientNothing} placeholder={texts.clientPlaceholder} error={errors["clientId"]}
          onChange={(client) => set({ client, siteId: null })}
        />
      </div>
      {sites.length > 0 ? (
        <SelectField
          label={texts.site} placeholder={texts.noSite} clearable data={[...sites]} value={values.siteId} onChange={(siteId) => set({ siteId })} error={errors["siteId"]} className={styles["fSite"]}
          comboboxProps={{ transitionProps: { duration: 0 } }}
        />
      ) : null}
      <div className={styles["fService"]}>
        <SearchSelect
          label={texts.service} value={values.service} options={services.options} onSearch={services.search} nothing={texts.serviceNothing} error={errors["categoryId"]}
          onChange={(service) => set({ service, ...(service ? { isBillable: services.byValue(service.value)?.isBillable ?? true } : {}) })}
        />
      </div>
      <TextField
        label={texts.duration} placeholder={texts.durationHint} value={values.duration} error={errors["minutes"]} className={styles["fDuration"]} data-starts="" inputMode="text" autoComplete="off"
        onChange={(event) => set({ duration: event.currentTarget.value })}
        onBlur={() => (values.duration.trim() !== "" && minutes === null ? setErrors({ minutes: texts.durationInvalid }) : undefined)}
        rightSectionWidth={58} rightSection={minutes !== null && !/^\d+:\d\d$/.test(values.duration.trim()) ? <span className={styles["means"]}>{texts.means(minutes)}</span> : null}
      />
      <TextField label={texts.note} value={values.note} onChange={(event) => set({ note: event.currentTarget.value })} error={errors["note"]} className={styles["fNote"]} autoComplete="off" />
      <div className={styles["fEnd"]}>
        <Checkbox label={texts.billable} checked={values.isBillable} onChange={(event) => set({ isBillable: event.currentTarget.checked })} />
        <span className={styles["fButtons"]}>
          {onCancel ? <Button look="quiet" onClick={onCancel}>{texts.cancel}</Button> : null}
          <Button type="submit" look={layout === "stack" ? "primary" : "plain"} isBusy={isBusy}>{submitText}</Button>
        </span>
      </div>
    </form>
  );
}
