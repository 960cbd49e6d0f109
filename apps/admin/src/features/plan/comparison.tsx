import { sentence } from "../../lib/text.js";
import { Button } from "../../ui/button.js";
import { RelativeTime } from "../../ui/relative-time.js";
import { stateIcons } from "../../ui/state-icons.js";
import { planTexts } from "./plan.texts.js";
import { comparedFields, subjectOf } from "./subject.js";
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

/** The record and who it may be, field beside field, with the evidence in sentences and the score. */
export function Comparison({ question, candidateIndex, onChoose, onAnswer, onUndo, canUndo, mayDecide }: ComparisonProps) {
  const subject = subjectOf(question);
  const isOurs = question.recordId !== null;
  const candidate = question.candidates[candidateIndex];
  const { decision } = question;
  const forbidden = mayDecide ? null : planTexts.approve.forbidden;
  return (
    <section className={styles["panel"]} aria-label={question.label}>
      {question.candidates.length > 1 ? (
        <div className={styles["choices"]} role="group" aria-label={texts.choose}>
          {question.candidates.map((each, index) => (
            <button key={each.targetId} type="button" aria-pressed={index === candidateIndex} aria-keyshortcuts={String(index + 1)} onClick={() => onChoose(index)}>
              <kbd aria-hidden="true">{index + 1}</kbd> {each.name} <span>{texts.score(each.score)}</span>
            </button>
          ))}
        </div>
      ) : null}
      <table className={styles["compare"]}>
        <thead>
          <tr>
            <td />
            <th scope="col">{isOurs ? texts.subject.here : texts.subject.there}</th>
            <th scope="col">
              {texts.candidate(candidateIndex + 1, question.candidates.length)} · {isOurs ? texts.there : texts.here}
              {candidate && !candidate.isActive ? <span className={styles["inactive"]}>{texts.inactive}</span> : null}
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {comparedFields(subject, candidate).map((field) => (
            <tr key={field.name} data-same={field.isSame === null ? undefined : field.isSame}>
              <th scope="row">{texts.fields[field.name]}</th>
              <td>{field.ours ?? <span className={styles["missing"]}>{texts.missing}</span>}</td>
              <td>{field.theirs ?? <span className={styles["missing"]}>{texts.missing}</span>}</td>
              <td className={styles["verdict"]}>{field.isSame === null ? null : field.isSame ? <>{stateIcons.doubleRule} {texts.same}</> : <>{stateIcons.cross} {texts.differs}</>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {candidate ? (
        <div className={styles["evidence"]}>
          <div className={styles["score"]} role="img" aria-label={texts.scoreLabel(candidate.score)}>
            <strong>{texts.score(candidate.score)}</strong>
            <span className={styles["scoreBar"]}><span style={{ width: `${Math.round(candidate.score * 100)}%` }} /></span>
          </div>
          <ul aria-label={texts.evidence}>
            {candidate.evidence.map((each) => <li key={each.text}>{sentence(each.text)}</li>)}
          </ul>
        </div>
      ) : null}
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
