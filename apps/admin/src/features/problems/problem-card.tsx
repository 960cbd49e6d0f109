import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { graphql, readFragment, type FragmentOf } from "../../lib/graphql.js";
import { sameAmount } from "../../lib/format.js";
import { useFirmFacts } from "../../lib/firm-facts.js";
import { Money } from "../../ui/money.js";
import { ProblemMark } from "../../ui/problem-mark.js";
import { RelativeTime } from "../../ui/relative-time.js";
import { ProblemDetail, problemDetailFragment } from "./problem-detail.js";
import { problemsTexts as texts } from "./problems.texts.js";
import styles from "./problems.module.css";

export const problemCardFragment = graphql(
  `
    fragment ProblemCard_problem on Problem {
      id severity state title recordCount sendingRun { id number state } firstSeenAt resolvedAt resolvedBy resolution
      amounts { amount currency } codeAmounts { amount currency }
      ...ProblemDetail_problem
    }
  `,
  [problemDetailFragment],
);

interface ProblemCardProps {
  readonly problem: FragmentOf<typeof problemCardFragment>;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

/** One cause: what it is, how much it holds, since when; opens in place. */
export function ProblemCard({ problem: masked, isOpen, onToggle }: ProblemCardProps) {
  const problem = readFragment(problemCardFragment, masked);
  const { homeCurrency } = useFirmFacts();
  const detailId = `detail-${problem.id}`;
  return (
    <article className={styles["card"]} data-open={isOpen || undefined}>
      <button type="button" className={styles["head"]} aria-expanded={isOpen} aria-controls={detailId} onClick={onToggle}>
        {isOpen ? <IconChevronDown size={16} stroke={1.6} aria-hidden="true" /> : <IconChevronRight size={16} stroke={1.6} aria-hidden="true" />}
        <span className={styles["what"]}>
          <span className={styles["title"]}>{problem.title}</span>
          <span className={styles["facts"]}>
            <ProblemMark severity={problem.severity} sendingRun={problem.sendingRun} />
            {problem.recordCount > 0 ? <span>{texts.recordCount(problem.recordCount)}</span> : null}
            <span>{texts.since} <RelativeTime at={problem.firstSeenAt} isQuiet /></span>
            {problem.resolvedAt ? <span>{problem.resolution} {problem.resolvedBy ? texts.resolvedBy(problem.resolvedBy) : null} <RelativeTime at={problem.resolvedAt} isQuiet /></span> : null}
          </span>
        </span>
        <span className={styles["stake"]}>
          {problem.amounts.map((amount) => <Money key={amount.currency} value={amount} homeCurrency={homeCurrency} />)}
          {problem.codeAmounts.filter((share) => !problem.amounts.some((amount) => sameAmount(amount, share))).map((share) => (
            <span key={share.currency} className={styles["share"]}>{texts.ofWhich} <Money value={share} homeCurrency={homeCurrency} /> {texts.withThisCode}</span>
          ))}
        </span>
      </button>
      {isOpen ? <div id={detailId} className={styles["detail"]}><ProblemDetail problem={problem} /></div> : null}
    </article>
  );
}
