import { Button } from "../../ui/button.js";
import { MatchComparison } from "../../ui/match-comparison.js";
import { RelativeTime } from "../../ui/relative-time.js";
import { planTexts } from "./plan.texts.js";
import type { Answer, Question } from "./use-questions.js";
import styles from "./decide.module.css";

const texts = planTexts.decide;

interface ComparisonProps {
  readonly question: Question;
  readonly candidateIndex: number;
  readonly onChoose: (index: number) => void;
  readonly onAnswer: (choice: Answer["choice"]) => void;
  readonly onUndo: () => void;
  readonly canUndo: boolean;
  readonly mayDecide: boolean;
}

/** The record beside who it may be, and what can be answered. */
export function Comparison({ question, candidateIndex, onChoose, onAnswer, onUndo, canUndo, mayDecide }: ComparisonProps) {
  const { decision } = question;
  const forbidden = mayDecide ? null : planTexts.approve.forbidden;
  return (
    <section className={styles["panel"]} aria-label={question.label}>
      <MatchComparison question={question} candidateIndex={candidateIndex} onChoose={onChoose} hasKeys />
      <div className={styles["actions"]}>
        <Button look="plain" shortcut="l" blockedBecause={forbidden} onClick={() => onAnswer("LINK")}>{texts.link}</Button>
        <Button shortcut="c" blockedBecause={forbidden} onClick={() => onAnswer("CREATE")}>{texts.create}</Button>
        <Button shortcut="s" blockedBecause={forbidden} onClick={() => onAnswer("SKIP")}>{texts.skip}</Button>
        {canUndo && mayDecide ? <Button look="quiet" shortcut="u" onClick={decision ? () => onAnswer(null) : onUndo}>{texts.undo}</Button> : null}
        {decision ? (
          <span className={styles["decided"]}>{texts.chosen[decision.choice]} {texts.by(decision.by)} {decision.at ? <RelativeTime at={decision.at} isQuiet /> : null}</span>
        ) : null}
      </div>
    </section>
  );
}
