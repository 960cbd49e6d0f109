import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useClient } from "urql";
import { graphql, type VariablesOf } from "../../lib/graphql.js";
import { refusalOf } from "../../lib/refusal.js";
import { toast } from "../../ui/toast.js";
import { planUrl } from "../plan/urls.js";
import { runUrl } from "./urls.js";

const undoMutation = graphql(`
  mutation PlanUndo($input: PlanUndoInput!) { planUndo(input: $input) { run { id number } userErrors { code field message } } }
`);
const madeQuery = graphql(`query UndoPlan($id: ID!) { run(id: $id) { id state plan { id state } } }`);

type UndoInput = VariablesOf<typeof undoMutation>["input"];

/** Most plans of an undo are made within a second or two; whoever waits longer watches the run. */
const looks = 12;
const pauseMs = 500;

/** Has the plan of an undo made and leads to it. Resolves false when it was refused; the reason is said. */
export function useUndo(): { readonly isBusy: boolean; readonly undo: (input: UndoInput) => Promise<boolean> } {
  const client = useClient();
  const navigate = useNavigate();
  const [isBusy, setBusy] = useState(false);

  const planOf = async (runId: string): Promise<string | null> => {
    for (let look = 0; look < looks; look += 1) {
      const { data } = await client.query(madeQuery, { id: runId }, { requestPolicy: "network-only" }).toPromise();
      if (data?.run?.plan?.state === "OPEN") return data.run.plan.id;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
    return null;
  };
  const undo = async (input: UndoInput): Promise<boolean> => {
    setBusy(true);
    const { data, error } = await client.mutation(undoMutation, { input }).toPromise();
    const refusal = refusalOf(error, data?.planUndo.userErrors);
    const run = data?.planUndo.run;
    const planId = run ? await planOf(run.id) : null;
    setBusy(false);
    if (refusal) toast({ tone: "failure", message: refusal });
    if (!run) return false;
    await navigate(planId ? planUrl(planId) : runUrl(run.id));
    return true;
  };
  return { isBusy, undo };
}
