import { useState } from "react";
import { graphql, readFragment, type FragmentOf } from "../../lib/graphql.js";
import { useMay } from "../../lib/viewer.js";
import { Banner } from "../../ui/banner.js";
import { Button } from "../../ui/button.js";
import { MatchComparison } from "../../ui/match-comparison.js";
import { problemsTexts as texts } from "./problems.texts.js";
import { useResolve } from "./use-resolve.js";
import styles from "./problems.module.css";

export const duplicateQuestionFragment = graphql(`
  fragment DuplicateQuestion_change on Change {
    label recordId fields { path before after }
    candidates { targetId name email phone detail isActive score evidence { text } }
  }
`);

interface DuplicateQuestionProps {
  readonly problemId: string;
  readonly question: FragmentOf<typeof duplicateQuestionFragment>;
}

/** The question that was left open when the plan was approved, as the plan asked it: link to the one shown, or create a new one. */
export function DuplicateQuestion({ problemId, question: masked }: DuplicateQuestionProps) {
  const question = readFragment(duplicateQuestionFragment, masked);
  const [index, setIndex] = useState(0);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const resolve = useResolve();
  const blocked = useMay("resolveProblem") ? null : texts.forbidden;
  const candidate = question.candidates[index];
  const answer = async (remedy: "link-existing" | "create-in-ledger") => {
    setBusy(true);
    setFailure(await resolve({ problemId, remedy, ...(remedy === "link-existing" && candidate ? { values: { candidateId: candidate.targetId } } : {}) }));
    setBusy(false);
  };
  return (
    <div className={styles["question"]}>
      {failure ? <Banner tone="failure" title={texts.notNow} isUrgent>{failure}</Banner> : null}
      <MatchComparison question={question} candidateIndex={index} onChoose={setIndex} />
      <div className={styles["do"]}>
        {candidate ? <Button look="primary" isBusy={isBusy} blockedBecause={blocked} onClick={() => void answer("link-existing")}>{texts.linkTo(candidate.name)}</Button> : null}
        <Button isBusy={isBusy} blockedBecause={blocked} onClick={() => void answer("create-in-ledger")}>{texts.createNew}</Button>
      </div>
    </div>
  );
}
