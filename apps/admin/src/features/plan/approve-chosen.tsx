import { useMay } from "../../lib/viewer.js";
import { Button } from "../../ui/button.js";
import { toast } from "../../ui/toast.js";
import { planTexts } from "./plan.texts.js";
import { useApprove } from "./use-approve.js";
import styles from "./plan.module.css";

const texts = planTexts.approve;

/** Changes of a plan that somebody picked, in whichever of its lists. */
export interface Choice {
  readonly ids: ReadonlySet<string>;
  readonly onChange: (ids: ReadonlySet<string>) => void;
}

interface ApproveChosenProps {
  readonly planId: string;
  readonly choice: Choice;
  /** What was listed is not all there any more. */
  readonly onApproved: () => void;
}

/** Approves what was picked, with what it depends on; the rest of the plan goes on waiting (apps/docs/approval.md). */
export function ApproveChosen({ planId, choice: { ids, onChange }, onApproved }: ApproveChosenProps) {
  const { isApproving, start } = useApprove();
  const mayApprove = useMay("approvePlan");
  if (ids.size === 0) return null;
  const approve = async () => {
    const started = await start(planId, [...ids]);
    if (!started) return;
    onChange(new Set());
    onApproved();
    toast({ message: (started.isRestOpen ? texts.doneChosen : texts.done)(started.run.number) });
  };
  return (
    <span className={styles["chosen"]}>
      <span className={styles["along"]}>{texts.along}</span>
      <Button size="sm" onClick={() => onChange(new Set())}>{texts.chooseNone}</Button>
      <Button size="sm" isBusy={isApproving} blockedBecause={mayApprove ? null : texts.forbidden} onClick={() => void approve()}>{texts.chosen(ids.size)}</Button>
    </span>
  );
}
