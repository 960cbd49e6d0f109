import { useCallback, useEffect, useState } from "react";
import { auth, isCancelled, knowsPasskeys } from "../../lib/auth.js";
import { Banner } from "../../ui/banner.js";
import { Button } from "../../ui/button.js";
import { Section } from "../../ui/page.js";
import { RelativeTime } from "../../ui/relative-time.js";
import { toast } from "../../ui/toast.js";
import { accountTexts } from "./account.texts.js";
import { refusalWords } from "./refusal-words.js";
import styles from "./account.module.css";

const texts = accountTexts.passkeys;

interface Passkey {
  readonly id: string;
  readonly name: string;
  readonly addedAt: string;
}

/** The devices that sign this person in without a password. */
export function Passkeys() {
  const [passkeys, setPasskeys] = useState<readonly Passkey[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const read = useCallback(async () => {
    const { data, error } = await auth.passkey.listUserPasskeys();
    if (data) setPasskeys(data.map(({ id, name, createdAt }) => ({ id, name: name ?? texts.unnamed, addedAt: new Date(createdAt).toISOString() })));
    if (error) setFailure(refusalWords(error, accountTexts.unreachable));
  }, []);
  useEffect(() => void read(), [read]);
  const work = async (what: string, ask: () => Promise<{ error: { status: number; code?: string | undefined } | null }>, done: string) => {
    setBusy(what);
    setFailure(null);
    const { error } = await ask();
    setBusy(null);
    if (error) return isCancelled(error) ? undefined : setFailure(words(error));
    toast({ tone: "good", message: done });
    await read();
  };
  const add = () => work("add", async () => auth.passkey.addPasskey({ name: nameOfDevice() }), texts.added);
  return (
    <Section title={texts.title} lead={texts.lead}>
      {failure ? <Banner tone="failure" title={failure} isUrgent /> : null}
      {passkeys && passkeys.length > 0 ? (
        <ul className={styles["passkeys"]}>
          {passkeys.map(({ id, name, addedAt }) => (
            <li key={id} className={styles["row"]}>
              <span>
                {name} <span className={styles["muted"]}>{texts.addedAt} <RelativeTime at={addedAt} /></span>
              </span>
              <Button look="quiet" isBusy={busy === id} aria-label={texts.removeNamed(name)} onClick={() => void work(id, () => auth.passkey.deletePasskey({ id }), texts.removed)}>{texts.remove}</Button>
            </li>
          ))}
        </ul>
      ) : null}
      <div className={styles["row"]}>
        <span className={styles["standing"]}>{passkeys?.length === 0 ? texts.none : ""}</span>
        {knowsPasskeys ? <Button isBusy={busy === "add"} onClick={() => void add()}>{texts.add}</Button> : <span className={styles["muted"]}>{texts.unknownHere}</span>}
      </div>
    </Section>
  );
}

function words(error: { readonly status: number; readonly code?: string | undefined }): string | null {
  if (error.code === "SESSION_NOT_FRESH") return texts.notFresh;
  if (error.code === "PERSON_NOT_VERIFIED") return texts.notVerified;
  if (error.code === "ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED") return texts.known;
  return refusalWords(error, texts.refused);
}

/** What the person will know the device by, such as "Mac". */
function nameOfDevice(): string {
  return /Windows|Mac|iPhone|iPad|Android|Linux/.exec(navigator.userAgent)?.[0] ?? texts.unnamed;
}
