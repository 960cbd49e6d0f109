import { useState } from "react";
import { Banner } from "./banner.js";
import { Button } from "./button.js";
import { Dialog } from "./dialog.js";
import { sendEarlierTexts as texts, type EarlierKind } from "./send-earlier.texts.js";
import { toast } from "./toast.js";

interface SendEarlierProps {
  readonly kind: EarlierKind;
  readonly count: number;
  /** What they come to, in words. */
  readonly worth: string;
  readonly startDate: string;
  /** Why this person may not; null when they may. */
  readonly forbidden: string | null;
  /** Sends all of them, or only plans it; returns why that was refused, in words. */
  readonly onSend: (dryRun: boolean) => Promise<string | null>;
}

/** Everything from before the start date at once: planned to be looked at, or sent after saying how much that is. */
export function SendEarlier({ kind, count, worth, startDate, forbidden, onSend }: SendEarlierProps) {
  const [isAsking, setAsking] = useState(false);
  const [busy, setBusy] = useState<"plan" | "send" | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const start = async (dryRun: boolean) => {
    setBusy(dryRun ? "plan" : "send");
    const why = await onSend(dryRun);
    setBusy(null);
    setRefusal(why);
    if (why && !isAsking) toast({ tone: "failure", message: why });
  };
  const close = () => {
    setAsking(false);
    setRefusal(null);
  };
  const plan = <Button blockedBecause={forbidden} isBusy={busy === "plan"} onClick={() => void start(true)}>{texts.plan}</Button>;
  return (
    <>
      {plan}
      <Button blockedBecause={forbidden} onClick={() => setAsking(true)}>{texts.send(count)}</Button>
      <Dialog
        isOpen={isAsking} onClose={close} title={texts.title(kind, count)}
        actions={
          <>
            <Button onClick={close}>{texts.cancel}</Button>
            {plan}
            <Button look="primary" isBusy={busy === "send"} onClick={() => void start(false)}>{texts.send(count)}</Button>
          </>
        }
      >
        {refusal ? <Banner tone="failure" title={refusal} isUrgent /> : null}
        <p>{texts.worth(count, worth)} {texts.why(count, startDate)}</p>
        <p>{texts.lookFirst}</p>
      </Dialog>
    </>
  );
}
