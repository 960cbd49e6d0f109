import { useNavigate } from "@tanstack/react-router";
import { useMutation } from "urql";
import { graphql } from "../../lib/graphql.js";
import { refusalOf } from "../../lib/refusal.js";
import { useMay } from "../../lib/viewer.js";
import { Button, ButtonLink } from "../../ui/button.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Section } from "../../ui/page.js";
import { toast } from "../../ui/toast.js";
import { connectionUrl } from "../connection/urls.js";
import { runUrl } from "../runs/urls.js";
import { planTexts as texts } from "./plan.texts.js";

const makePlanMutation = graphql(`
  mutation MakePlan { syncNow(input: { dryRun: true }) { run { id } userErrors { code field message } } }
`);

/** No plan waits: what happens instead, and how to have one made. */
export function NoPlan({ isEnabled }: { readonly isEnabled: boolean }) {
  const [{ fetching }, make] = useMutation(makePlanMutation);
  const navigate = useNavigate();
  const may = useMay("syncNow");
  const start = async () => {
    const { data, error } = await make({});
    const refusal = refusalOf(error, data?.syncNow.userErrors);
    if (refusal) toast({ tone: "failure", message: refusal });
    else if (data?.syncNow.run) await navigate(runUrl(data.syncNow.run.id));
  };
  return (
    <Section isFlush>
      <EmptyState
        kind="nothing-yet" title={texts.none}
        action={isEnabled ? <Button isBusy={fetching} blockedBecause={may ? null : texts.approve.forbidden} onClick={() => void start()}>{texts.make}</Button> : <ButtonLink {...connectionUrl}>QuickBooks</ButtonLink>}
      >
        {texts.noneText}
      </EmptyState>
    </Section>
  );
}
