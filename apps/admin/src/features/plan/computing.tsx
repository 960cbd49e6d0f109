import { graphql, readFragment, type FragmentOf } from "../../lib/graphql.js";
import { ProgressBar } from "../../ui/progress-bar.js";
import { Section } from "../../ui/page.js";
import { planTexts as texts } from "./plan.texts.js";

export const computingFragment = graphql(`
  fragment Computing_run on Run { id phase done total etaSeconds }
`);

/** The plan is being made: how far it is, live. */
export function Computing(props: { readonly run: FragmentOf<typeof computingFragment> }) {
  const run = readFragment(computingFragment, props.run);
  return (
    <Section title={texts.computing} lead={texts.computingText}>
      <ProgressBar label={texts.computing} done={run.done} total={run.total} words={texts.progress(run.done, run.total)} />
    </Section>
  );
}
