import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useMutation } from "urql";
import { graphql, readFragment, type FragmentOf } from "../../lib/graphql.js";
import { refusalOf } from "../../lib/refusal.js";
import { useMay } from "../../lib/viewer.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { toast } from "../../ui/toast.js";
import { runUrl } from "../runs/urls.js";
import { approveWords, undoWords } from "./approve-words.js";
import { planTexts as texts } from "./plan.texts.js";
import { useApprove } from "./use-approve.js";
import styles from "./plan.module.css";

export const approveFragment = graphql(`
  fragment ApproveBar_plan on Plan {
    id kind counts { link createInHub createInLedger updateInHub updateInLedger remove ask revert }
  }
`);

const discardMutation = graphql(`
  mutation DiscardPlan($input: PlanInput!) { discardPlan(input: $input) { plan { id state } userErrors { code field message } } }
`);

/** Approve all of it, with the numbers in the button; or throw away. */
export function ApproveBar(props: { readonly plan: FragmentOf<typeof approveFragment> }) {
  const { id, kind, counts } = readFragment(approveFragment, props.plan);
  const [isAsking, setAsking] = useState(false);
  const { isApproving, start } = useApprove();
  const [{ fetching: isDiscarding }, discard] = useMutation(discardMutation);
  const navigate = useNavigate();
  const mayApprove = useMay("approvePlan");
  const isUndo = kind === "undo";
  const words = isUndo ? undoWords(counts.revert) : approveWords(counts);
  const hasNothing = isUndo ? counts.revert === 0 : words === texts.approve.nothing && counts.ask === 0;

  const approve = async () => {
    const started = await start(id, null);
    if (!started) return;
    toast({ message: texts.approve.done(started.run.number) });
    await navigate(runUrl(started.run.id));
  };
  const throwAway = async () => {
    const { data, error } = await discard({ input: { planId: id } });
    const refusal = refusalOf(error, data?.discardPlan.userErrors);
    toast(refusal ? { tone: "failure", message: refusal } : { message: texts.discard.done });
    setAsking(false);
  };
  return (
    <div className={styles["approve"]}>
      <Button blockedBecause={mayApprove ? null : texts.approve.forbidden} onClick={() => setAsking(true)}>{texts.discard.button}</Button>
      <Button look="primary" isBusy={isApproving} blockedBecause={mayApprove ? (hasNothing ? words : null) : texts.approve.forbidden} onClick={() => void approve()}>
        {words}
      </Button>
      {counts.ask > 0 ? <p className={styles["undecided"]}>{texts.approve.undecided(counts.ask)}</p> : null}
      <Dialog
        isOpen={isAsking} onClose={() => setAsking(false)} title={texts.discard.title}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{texts.discard.cancel}</Button>
            <Button look="danger" isBusy={isDiscarding} onClick={() => void throwAway()}>{texts.discard.submit}</Button>
          </>
        }
      >
        <p>{isUndo ? texts.undo.discard : texts.discard.text}</p>
      </Dialog>
    </div>
  );
}
