import { graphql, readFragment, type FragmentOf } from "../lib/graphql.js";
import { sentence } from "../lib/text.js";
import { matchEvidenceTexts as texts } from "./match-evidence.texts.js";
import { RelativeTime } from "./relative-time.js";
import styles from "./match-evidence.module.css";

export const matchEvidenceFragment = graphql(`
  fragment MatchEvidence_change on Change {
    operation
    candidates { targetId name score evidence { text } }
    decision { targetId by at }
  }
`);

/** Why two records were taken for one: what speaks for it, or who decided. Nothing for a change that links nothing. */
export function MatchEvidence(props: { readonly change: FragmentOf<typeof matchEvidenceFragment> }) {
  const { operation, candidates, decision } = readFragment(matchEvidenceFragment, props.change);
  const match = candidates.find((each) => each.targetId === decision?.targetId) ?? candidates[0];
  if (operation !== "LINK" || !match) return null;
  return (
    <section className={styles["evidence"]} aria-label={texts.title}>
      <p><strong>{texts.with(match.name)}</strong><span className={styles["score"]}>{texts.score(match.score)}</span></p>
      <p className={styles["why"]}>{match.evidence.length > 0 ? `${sentence(texts.because(match.evidence.map((each) => each.text)))}.` : texts.nothing}</p>
      {decision ? <p className={styles["why"]}>{texts.decided(decision.by)} {decision.at ? <RelativeTime at={decision.at} isQuiet /> : null}</p> : null}
    </section>
  );
}
