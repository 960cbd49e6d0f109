import { useMutation } from "urql";
import { refusalOf } from "../../lib/refusal.js";
import { Banner } from "../../ui/banner.js";
import { Button } from "../../ui/button.js";
import { Switch } from "../../ui/field.js";
import { Section } from "../../ui/page.js";
import { toast } from "../../ui/toast.js";
import { chooseMailMutation, sendTestMutation, type NotificationSettings } from "./notifications-query.js";
import { notificationsTexts } from "./notifications.texts.js";
import styles from "./notifications.module.css";

const texts = notificationsTexts.mail;

/** Whom mail tells: a switch for each person who can do something about it. */
export function People({ settings, onChange }: { readonly settings: NotificationSettings; readonly onChange: () => void }) {
  const [, choose] = useMutation(chooseMailMutation);
  const [{ fetching }, send] = useMutation(sendTestMutation);
  const turn = async ({ userId, name }: NotificationSettings["people"][number], isMailed: boolean) => {
    const { data, error } = await choose({ input: { userId, isMailed } });
    const refusal = refusalOf(error, data?.chooseMail.userErrors);
    toast(refusal ? { tone: "failure", message: refusal } : { tone: "good", message: texts.saved(name, isMailed) });
    onChange();
  };
  const test = async () => {
    const { data, error } = await send({ input: { channel: "MAIL" } });
    const refusal = refusalOf(error, data?.sendTestNotification.userErrors);
    toast(refusal ? { tone: "failure", message: refusal } : { message: texts.tested });
    onChange();
  };
  return (
    <Section title={texts.title} lead={texts.lead} actions={settings.hasMail ? <Button isBusy={fetching} onClick={() => void test()}>{texts.test}</Button> : undefined}>
      {settings.hasMail ? null : <div className={styles["gap"]}><Banner tone="attention" title={texts.none}>{texts.noneText}</Banner></div>}
      <ul className={styles["people"]}>
        {settings.people.map((person) => (
          <li key={person.userId} className={styles["person"]}>
            <span className={styles["who"]}>
              <span className={styles["name"]}>{person.name}{person.isViewer ? ` (${texts.you})` : ""}</span>
              <span className={styles["muted"]}>{person.email} · {texts.roles[person.role]}</span>
            </span>
            <Switch aria-label={texts.told(person.name)} checked={person.isMailed} onChange={(event) => void turn(person, event.currentTarget.checked)} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
