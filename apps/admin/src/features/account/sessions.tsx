import { useEffect, useState } from "react";
import { auth } from "../../lib/auth.js";
import { Banner } from "../../ui/banner.js";
import { Button } from "../../ui/button.js";
import { Section } from "../../ui/page.js";
import { toast } from "../../ui/toast.js";
import { accountTexts } from "./account.texts.js";
import { refusalWords } from "./refusal-words.js";
import styles from "./account.module.css";

const texts = accountTexts.sessions;

/** In how many other places this person is signed in, and the way to end them all. */
export function Sessions() {
  const [others, setOthers] = useState<number | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    const look = async () => {
      const { data, error } = await auth.listSessions();
      if (data) setOthers(Math.max(0, data.length - 1));
      setFailure(refusalWords(error, accountTexts.unreachable));
    };
    void look();
  }, []);
  const endOthers = async () => {
    setBusy(true);
    const { error } = await auth.revokeOtherSessions();
    setBusy(false);
    setFailure(refusalWords(error, accountTexts.unreachable));
    if (error) return;
    setOthers(0);
    toast({ tone: "good", message: texts.ended });
  };
  return (
    <Section title={texts.title} lead={texts.lead}>
      {failure ? <Banner tone="failure" title={failure} isUrgent /> : null}
      <div className={styles["row"]}>
        <span aria-live="polite">{others === null ? "" : texts.others(others)}</span>
        <Button isBusy={isBusy} onClick={() => void endOthers()}>{texts.end}</Button>
      </div>
    </Section>
  );
}
