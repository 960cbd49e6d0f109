import { sentence } from "../lib/text.js";
import { matchComparisonTexts as texts } from "./match-comparison.texts.js";
import { comparedFields, subjectOf, type MatchQuestion } from "./match-subject.js";
import { stateIcons } from "./state-icons.js";
import styles from "./match-comparison.module.css";

interface MatchComparisonProps {
  readonly question: MatchQuestion;
  readonly candidateIndex: number;
  readonly onChoose: (index: number) => void;
  /** The digits choose a candidate on this page. */
  readonly hasKeys?: boolean;
}

/** The record and who it may be, field beside field, with the evidence in sentences and the score. */
export function MatchComparison({ question, candidateIndex, onChoose, hasKeys }: MatchComparisonProps) {
  const subject = subjectOf(question);
  const isOurs = question.recordId !== null;
  const candidate = question.candidates[candidateIndex];
  return (
    <>
      {question.candidates.length > 1 ? (
        <div className={styles["choices"]} role="group" aria-label={texts.choose}>
          {question.candidates.map((each, index) => (
            <button key={each.targetId} type="button" aria-pressed={index === candidateIndex} aria-keyshortcuts={hasKeys ? String(index + 1) : undefined} onClick={() => onChoose(index)}>
              {hasKeys ? <kbd aria-hidden="true">{index + 1}</kbd> : null} {each.name} <span>{texts.score(each.score)}</span>
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
    </>
  );
}
