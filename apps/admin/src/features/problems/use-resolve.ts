import { useNavigate } from "@tanstack/react-router";
import { useClient } from "urql";
import { connectionUrl } from "../connection/urls.js";
import { graphql, type VariablesOf } from "../../lib/graphql.js";
import { refusalOf } from "../../lib/refusal.js";
import { useSetAside } from "../../lib/set-aside.js";
import { setAsideTexts } from "../../ui/set-aside.texts.js";
import { toast } from "../../ui/toast.js";
import { problemsTexts as texts } from "./problems.texts.js";
import { remediesFragment } from "./remedies-fragment.js";
import { problemUrl } from "./urls.js";

const resolveMutation = graphql(
  `
    mutation ResolveProblem($input: ResolveProblemInput!) {
      resolveProblem(input: $input) {
        problem { id resolvedAt resolvedBy resolution sendingRun { id number state } ...Remedies_problem }
        released stillHeld setAside
        heldBy { id title }
        run { id number }
        userErrors { code field message }
      }
    }
  `,
  [remediesFragment],
);

type ResolveInput = VariablesOf<typeof resolveMutation>["input"];

/**
 * Carries out a remedy. What reaches QuickBooks is never shown as done before it is (D4): the toast says how many records go on, how many
 * something else still holds, and names the run. Resolves to the sentence of a refusal, or null.
 */
export function useResolve(): (input: ResolveInput) => Promise<string | null> {
  const client = useClient();
  const navigate = useNavigate();
  const { includeAgain } = useSetAside();
  const resolve = async (input: ResolveInput): Promise<string | null> => {
    const { data, error } = await client.mutation(resolveMutation, { input }).toPromise();
    const refusal = refusalOf(error, data?.resolveProblem.userErrors);
    if (refusal) return refusal;
    const aside = data?.resolveProblem.setAside ?? [];
    const { released = 0, stillHeld = 0, heldBy = [], run } = data?.resolveProblem ?? {};
    const [holder] = heldBy;
    toast({
      tone: "good",
      message: [aside.length > 0 ? texts.leftOut(aside.length) : texts.released(released, stillHeld, heldBy.map(({ title }) => title)), ...(run ? [texts.running(run.number, released)] : [])].join(" "),
      ...(holder ? { action: { label: texts.openHolder, run: () => void navigate(problemUrl(holder.id)) } } : {}),
      ...(aside.length > 0 ? { undo: { label: texts.undo, run: () => void undo(aside) } } : {}),
    });
    return null;
  };
  const undo = async (recordIds: readonly string[]) => {
    const { refusal, released, runNumber } = await includeAgain(recordIds);
    toast(refusal ? { tone: "failure", message: refusal } : { message: setAsideTexts.included(released, runNumber) });
  };
  return async (input) => {
    if (input.remedy === "reconnect") {
      await navigate(connectionUrl);
      return null;
    }
    return resolve(input);
  };
}
