import { openPlanUrl } from "../plan/urls.js";
import { runUrl } from "../runs/urls.js";
import { graphql, readFragment, type FragmentOf } from "../../lib/graphql.js";
import { Banner } from "../../ui/banner.js";
import { ButtonLink } from "../../ui/button.js";
import { connectionTexts } from "./connection.texts.js";

const texts = connectionTexts.plan;

export const openPlanFragment = graphql(`
  fragment OpenPlanBanner_connection on LedgerConnection {
    stage openPlan { id state counts { total blocked } } currentRun { id }
  }
`);

/** The first plan is being made, or waits for a person. */
export function OpenPlanBanner(props: { readonly connection: FragmentOf<typeof openPlanFragment> }) {
  const { openPlan, currentRun, stage } = readFragment(openPlanFragment, props.connection);
  if (openPlan) {
    return (
      <Banner tone="attention" title={texts.title} actions={<ButtonLink {...openPlanUrl} look="primary">{texts.open}</ButtonLink>}>
        {texts.text(openPlan.counts.total - openPlan.counts.blocked)}
      </Banner>
    );
  }
  if (!currentRun || stage === "ENABLED") return null;
  return <Banner tone="information" title={texts.computing} actions={<ButtonLink {...runUrl(currentRun.id)}>{texts.watch}</ButtonLink>} />;
}
