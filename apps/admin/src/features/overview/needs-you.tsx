import { Link } from "@tanstack/react-router";
import { problemsUrl, problemUrl } from "../problems/urls.js";
import { graphql, readFragment, type FragmentOf } from "../../lib/graphql.js";
import { ButtonLink } from "../../ui/button.js";
import { EmptyState } from "../../ui/empty-state.js";
import { useFirmFacts } from "../../lib/firm-facts.js";
import { Money } from "../../ui/money.js";
import { ProblemMark } from "../../ui/problem-mark.js";
import { Section } from "../../ui/page.js";
import { overviewTexts as texts } from "./overview.texts.js";
import styles from "./overview.module.css";

export const needsYouOverview = graphql(`fragment NeedsYou_overview on Overview { problemCounts { open errors } }`);
export const needsYouFragment = graphql(`
  fragment NeedsYou_problems on ProblemConnection {
    nodes { id severity title recordCount sendingRun { id state } amounts { amount currency } remedies { kind label isPrimary } }
  }
`);

const most = 5;

/** At most five causes, ordered by the money they hold up, each with its first fix as a button (UX-12). */
export function NeedsYou(props: { readonly problems: FragmentOf<typeof needsYouFragment>; readonly overview: FragmentOf<typeof needsYouOverview> }) {
  const { nodes } = readFragment(needsYouFragment, props.problems);
  const { open, errors } = readFragment(needsYouOverview, props.overview).problemCounts;
  const { homeCurrency } = useFirmFacts();
  const stake = (problem: (typeof nodes)[number]) => problem.amounts.reduce((sum, each) => sum + Number(each.amount), 0);
  const rank = { ERROR: 0, WARNING: 1, INFO: 2 };
  const shown = nodes.toSorted((a, b) => rank[a.severity] - rank[b.severity] || stake(b) - stake(a)).slice(0, most);
  return (
    <Section
      title={texts.needs} lead={shown.length > 1 ? texts.needsLead : undefined} isFlush
      actions={open > most ? <Link {...problemsUrl}>{texts.allProblems(errors, open - errors)}</Link> : undefined}
    >
      {shown.length === 0 ? (
        <EmptyState kind="all-done" title={texts.noProblems}>{texts.noProblemsText}</EmptyState>
      ) : (
        <ul className={styles["needs"]}>
          {shown.map((problem) => {
            const primary = problem.remedies.find((remedy) => remedy.isPrimary);
            return (
              <li key={problem.id} className={styles["need"]}>
                <div className={styles["needText"]}>
                  <Link {...problemUrl(problem.id)} className={styles["plainLink"]}><strong>{problem.title}</strong></Link>
                  <span className={styles["needFacts"]}>
                    <ProblemMark severity={problem.severity} sendingRun={problem.sendingRun} />
                    <span>{texts.records(problem.recordCount)}</span>
                    {problem.amounts.map((amount) => <Money key={amount.currency} value={amount} homeCurrency={homeCurrency} />)}
                  </span>
                </div>
                <ButtonLink {...problemUrl(problem.id)} size="sm">{(problem.sendingRun ? undefined : primary?.label) ?? texts.open}</ButtonLink>
              </li>
            );
          })}
        </ul>
      )}
    </Section>
  );
}
