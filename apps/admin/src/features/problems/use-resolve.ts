import { useNavigate } from "@tanstack/react-router";
import { useClient } from "urql";
import { connectionUrl } from "../connection/urls.js";
import { graphql, type VariablesOf } from "../../lib/graphql.js";
import { refusalOf } from "../../lib/refusal.js";
import { toast } from "../../ui/toast.js";
import { problemsTexts as texts } from "./problems.texts.js";

const resolveMutation = graphql(`
  mutation ResolveProblem($input: ResolveProblemInput!) {
    resolveProblem(input: $input) {
      problem { id state recordCount resolvedAt resolvedBy resolution remedies { kind label consequence isPrimary isReversible inputs { name label type isRequired value } } }
      released
      run { id number }
      userErrors { code field message }
    }
  }
`);

type ResolveInput = VariablesOf<typeof resolveMutation>["input"];

/** Remedies that are taken back by another one. */
const opposite: Readonly<Record<string, string | undefined>> = { "set-aside": "include-again", "mark-external": "include-again" };

/**
 * Carries out a remedy. What reaches QuickBooks is never shown as done before it is (D4): the toast says how many records go on and
 * names the run. Resolves to the sentence of a refusal, or null.
 */
export function useResolve(): (input: ResolveInput) => Promise<string | null> {
  const client = useClient();
  const navigate = useNavigate();
  const resolve = async (input: ResolveInput): Promise<string | null> => {
    const { data, error } = await client.mutation(resolveMutation, { input }).toPromise();
    const refusal = refusalOf(error, data?.resolveProblem.userErrors);
    if (refusal) return refusal;
    // Undo is offered when the API offers its remedy for what is left of the problem.
    const back = data?.resolveProblem.problem?.remedies.find((each) => each.kind === opposite[input.remedy])?.kind;
    const run = data?.resolveProblem.run;
    toast({
      tone: "good",
      message: [texts.released(data?.resolveProblem.released ?? 0), ...(run ? [texts.running(run.number)] : [])].join(" "),
      ...(back ? { undo: { label: texts.undo, run: () => void undo(input, back) } } : {}),
    });
    return null;
  };
  const undo = async ({ problemId, recordIds }: ResolveInput, remedy: string) => {
    const refusal = await resolve({ problemId, remedy, ...(recordIds ? { recordIds } : {}) });
    toast(refusal ? { tone: "failure", message: refusal } : { message: texts.undone });
  };
  return async (input) => {
    if (input.remedy === "reconnect") {
      await navigate(connectionUrl);
      return null;
    }
    return resolve(input);
  };
}
