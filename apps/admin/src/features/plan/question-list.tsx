import { stateIcons } from "../../ui/state-icons.js";
import { planTexts } from "./plan.texts.js";
import type { Question } from "./use-questions.js";
import styles from "./decide.module.css";

const texts = planTexts.decide;
const marks = { LINK: "doubleRule", CREATE: "cloudUp", SKIP: "cloudCrossed" } as const;

interface QuestionListProps {
  readonly questions: readonly Question[];
  readonly currentId: string;
  readonly onOpen: (id: string) => void;
  readonly lead: string;
}

/** Called by React when an item becomes the present one. */
function bringIntoView(item: HTMLElement | null): void {
  item?.scrollIntoView({ block: "nearest" });
}

/** The questions of a plan with what was decided; the present one stays in view. */
export function QuestionList({ questions, currentId, onOpen, lead }: QuestionListProps) {
  return (
    <nav className={styles["list"]} aria-label={texts.list}>
      <p className={styles["listLead"]} role="status">{lead}</p>
      <ul>
        {questions.map((question) => (
          <li key={question.id}>
            <button
              type="button" className={styles["item"]} ref={question.id === currentId ? bringIntoView : undefined}
              aria-current={question.id === currentId ? "true" : undefined} data-decided={question.decision ? true : undefined} onClick={() => onOpen(question.id)}
            >
              <span className={styles["itemName"]}>{question.label}</span>
              {question.decision ? (
                <span className={styles["itemMark"]} data-choice={question.decision.choice}>{stateIcons[marks[question.decision.choice]]} {texts.chosen[question.decision.choice]}</span>
              ) : (
                <span className={styles["itemScore"]} aria-label={texts.scoreLabel(question.candidates[0]?.score ?? 0)}>{texts.score(question.candidates[0]?.score ?? 0)}</span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
