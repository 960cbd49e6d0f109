import { useState, type FormEvent } from "react";
import { useMutation } from "urql";
import { refusalOf } from "../../lib/refusal.js";
import { Button } from "../../ui/button.js";
import { CopyField } from "../../ui/copy-field.js";
import { Dialog } from "../../ui/dialog.js";
import { TextField } from "../../ui/field.js";
import { Section } from "../../ui/page.js";
import { toast } from "../../ui/toast.js";
import { sendTestMutation, setWebhookMutation, type NotificationSettings } from "./notifications-query.js";
import { notificationsTexts } from "./notifications.texts.js";
import styles from "./notifications.module.css";

const texts = notificationsTexts.webhook;

/** Where a program of the firm listens: set, tested, given a new secret, removed. The secret is shown once. */
export function WebhookForm({ settings, onChange }: { readonly settings: NotificationSettings; readonly onChange: () => void }) {
  const [{ fetching }, set] = useMutation(setWebhookMutation);
  const [{ fetching: isTesting }, send] = useMutation(sendTestMutation);
  const [url, setUrl] = useState(settings.webhookUrl ?? "");
  const [refusal, setRefusal] = useState<string | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const save = async (to: string | null) => {
    const { data, error } = await set({ input: { url: to } });
    const why = refusalOf(error, data?.setNotificationWebhook.userErrors);
    setRefusal(why);
    if (why !== null) return;
    setSecret(data?.setNotificationWebhook.secret ?? null);
    if (to === null) {
      toast({ message: texts.removed });
      onChange();
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save(url.trim());
  };
  const test = async () => {
    const { data, error } = await send({ input: { channel: "WEBHOOK" } });
    const why = refusalOf(error, data?.sendTestNotification.userErrors);
    toast(why ? { tone: "failure", message: why } : { message: texts.tested });
    onChange();
  };
  const isStored = settings.webhookUrl !== null && url.trim() === settings.webhookUrl;
  const close = () => {
    setSecret(null);
    onChange();
  };
  return (
    <Section title={texts.title} lead={texts.lead}>
      <form onSubmit={submit} noValidate>
        <div className={styles["row"]} data-stored={isStored || undefined}>
          <TextField label={texts.url} type="url" inputMode="url" autoComplete="off" placeholder={texts.placeholder} value={url} error={refusal} onChange={(event) => { setUrl(event.currentTarget.value); setRefusal(null); }} />
          {isStored ? null : <Button type="submit" look="primary" isBusy={fetching} blockedBecause={url.trim() === "" ? texts.urlMissing : null}>{texts.save}</Button>}
        </div>
        {isStored ? (
          <div className={styles["buttons"]}>
            <Button isBusy={isTesting} onClick={() => void test()}>{texts.test}</Button>
            <Button isBusy={fetching} onClick={() => void save(settings.webhookUrl)}>{texts.renew}</Button>
            <Button look="danger-quiet" isBusy={fetching} onClick={() => void save(null)}>{texts.remove}</Button>
          </div>
        ) : null}
      </form>
      {secret ? (
        <Dialog isOpen isBinding onClose={close} title={texts.secretTitle} size="lg" actions={<Button look="primary" onClick={close}>{texts.close}</Button>}>
          <p>{texts.secretText}</p>
          <CopyField label={texts.secret} value={secret} />
        </Dialog>
      ) : null}
    </Section>
  );
}
