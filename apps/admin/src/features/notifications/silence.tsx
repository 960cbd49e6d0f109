import { useMutation } from "urql";
import { refusalOf } from "../../lib/refusal.js";
import { useMay } from "../../lib/viewer.js";
import { SelectField } from "../../ui/field.js";
import { Section } from "../../ui/page.js";
import { toast } from "../../ui/toast.js";
import { saveSettingsMutation, type NotificationSettings } from "./notifications-query.js";
import { notificationsTexts } from "./notifications.texts.js";
import styles from "./notifications.module.css";

const texts = notificationsTexts.silence;
const offered = [0, 2, 4, 8, 12, 24, 48, 72, 168];

/** After how many hours without a sync somebody is told; saved as soon as it is chosen. */
export function Silence({ settings, onChange }: { readonly settings: NotificationSettings; readonly onChange: () => void }) {
  const may = useMay("saveNotificationSettings");
  const [{ fetching }, save] = useMutation(saveSettingsMutation);
  const hours = offered.includes(settings.silentHours) ? offered : [...offered, settings.silentHours].sort((a, b) => a - b);
  const choose = async (value: string | null) => {
    if (value === null || Number(value) === settings.silentHours) return;
    const { data, error } = await save({ input: { silentHours: Number(value) } });
    const refusal = refusalOf(error, data?.saveNotificationSettings.userErrors);
    toast(refusal ? { tone: "failure", message: refusal } : { tone: "good", message: texts.saved });
    onChange();
  };
  return (
    <Section title={texts.title} lead={texts.lead}>
      <SelectField
        className={styles["hours"]} label={texts.label} allowDeselect={false} disabled={!may || fetching} value={String(settings.silentHours)} onChange={(value) => void choose(value)}
        description={may ? undefined : notificationsTexts.forbidden} comboboxProps={{ transitionProps: { duration: 0 } }}
        data={hours.map((value) => ({ value: String(value), label: value === 0 ? texts.never : texts.hours(value) }))}
      />
    </Section>
  );
}
