import { useState } from "react";
import { useMutation } from "urql";
import { graphql } from "../../lib/graphql.js";
import { refusalOf } from "../../lib/refusal.js";
import { toast } from "../../ui/toast.js";
import { inTurn } from "./in-turn.js";

const approveMutation = graphql(`
  mutation ApprovePlan($input: ApprovePlanInput!) {
    approvePlan(input: $input) { plan { id state approvedBy approvedAt } run { id number state } userErrors { code field message } }
  }
`);

/** Approves a whole plan, or the chosen changes of it. Not optimistic: the run's number comes from the server (D4). Says why when it is refused. */
export function useApprove() {
  const [, approve] = useMutation(approveMutation);
  // From the click on, not from when it is sent: it waits for answers that were given before it.
  const [isApproving, setApproving] = useState(false);
  return {
    isApproving,
    /** The run that was started, and whether a rest of the plan waits on; null when it was refused, which has been said then. */
    async start(planId: string, changeIds: readonly string[] | null): Promise<{ run: { id: string; number: number }; isRestOpen: boolean } | null> {
      setApproving(true);
      const { data, error } = await inTurn(() => approve({ input: { planId, ...(changeIds && { changeIds: [...changeIds] }) } })).finally(() => setApproving(false));
      const refusal = refusalOf(error, data?.approvePlan.userErrors);
      if (refusal) toast({ tone: "failure", message: refusal });
      const { run, plan } = data?.approvePlan ?? {};
      return refusal || !run ? null : { run, isRestOpen: plan?.state === "OPEN" };
    },
  };
}
