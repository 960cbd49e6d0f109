import { useCallback, useEffect, useRef, useState } from "react";
import { useClient, type Client, type CombinedError } from "urql";
import { graphql, type ResultOf } from "../../lib/graphql.js";
import { refusalOf } from "../../lib/refusal.js";
import { toast } from "../../ui/toast.js";
import { inTurn } from "./in-turn.js";
import { planTexts } from "./plan.texts.js";

const texts = planTexts.decide;

const questionsQuery = graphql(`
  query PlanQuestions($planId: ID!, $after: String) {
    plan(id: $planId) {
      id
      changes(first: 100, after: $after, filter: { isQuestion: true }) {
        pageInfo { hasNextPage endCursor }
        nodes {
          id label side operation recordKind recordId ledgerKind ledgerId url state reason
          fields { path before after }
          candidates { kind targetId name email phone detail isActive score evidence { code text } }
          decision { choice targetId by at }
        }
      }
    }
  }
`);

const decideMutation = graphql(`
  mutation DecideMatches($input: DecideMatchesInput!) {
    decideMatches(input: $input) {
      changes { id state reason decision { choice targetId by at } }
      plan { id counts { total link createInHub createInLedger updateInHub updateInLedger remove ask blocked skipped } cost { calls meteredCalls estimatedSeconds mode } }
      userErrors { code field message }
    }
  }
`);

export type Question = NonNullable<ResultOf<typeof questionsQuery>["plan"]>["changes"]["nodes"][number];
export type Decision = NonNullable<Question["decision"]>;

export interface Answer {
  readonly changeId: string;
  readonly choice: Decision["choice"] | null;
  readonly targetId?: string;
}

/** The API takes up to 250 decisions at once. */
const most = 250;

export interface Questions {
  /** Undefined while they are read. */
  readonly questions: readonly Question[] | undefined;
  readonly error: CombinedError | undefined;
  readonly reload: () => void;
  /** Shows the answers at once, stores them, and takes them back when they were not kept. Resolves to whether they were. */
  readonly decide: (answers: readonly Answer[], by: string) => Promise<boolean>;
}

/** Every page of the questions, from the server. */
async function readAll(client: Client, planId: string): Promise<{ questions?: Question[]; error?: CombinedError }> {
  const questions: Question[] = [];
  const readPage = (after: string | null) => client.query(questionsQuery, { planId, after }, { requestPolicy: "network-only" }).toPromise();
  let after: string | null = null;
  do {
    const answer: Awaited<ReturnType<typeof readPage>> = await readPage(after);
    if (answer.error && !answer.data) return { error: answer.error };
    const page = answer.data?.plan?.changes;
    questions.push(...(page?.nodes ?? []));
    after = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  return { questions };
}

/** Why the answers were not kept; null when they were. */
async function store(client: Client, planId: string, answers: readonly Answer[]): Promise<string | null> {
  for (let start = 0; start < answers.length; start += most) {
    const decisions = answers.slice(start, start + most).map(({ changeId, choice, targetId }) => ({ changeId, choice, ...(targetId ? { targetId } : {}) }));
    const { data, error } = await client.mutation(decideMutation, { input: { planId, decisions } }).toPromise();
    const refusal = refusalOf(error, data?.decideMatches.userErrors);
    if (refusal) return refusal;
  }
  return null;
}

/** The open questions of a plan, all of them: bulk rules need the whole list. */
export function useQuestions(planId: string): Questions {
  const client = useClient();
  const [questions, setQuestions] = useState<readonly Question[]>();
  const [error, setError] = useState<CombinedError>();
  const latest = useRef(questions);
  useEffect(() => {
    latest.current = questions;
  }, [questions]);

  const show = useCallback((answer: Awaited<ReturnType<typeof readAll>>) => {
    setError(answer.error);
    if (answer.questions) setQuestions(answer.questions);
  }, []);
  useEffect(() => {
    let isGone = false;
    void readAll(client, planId).then((answer) => (isGone ? undefined : show(answer)));
    return () => {
      isGone = true;
    };
  }, [client, planId, show]);

  const decide = useCallback(
    async (answers: readonly Answer[], by: string) => {
      const before = new Map(latest.current?.map(({ id, decision }) => [id, decision]));
      const byId = new Map(answers.map((answer) => [answer.changeId, answer]));
      const now = new Date().toISOString();
      const showDecisions = (decisionOf: (id: string) => Decision | null) => setQuestions((current) => current?.map((question) => (byId.has(question.id) ? { ...question, decision: decisionOf(question.id) } : question)));
      showDecisions((id) => {
        const answer = byId.get(id);
        return answer?.choice ? { choice: answer.choice, targetId: answer.targetId ?? null, by, at: now } : null;
      });
      const refusal = await inTurn(() => store(client, planId, answers));
      if (!refusal) return true;
      showDecisions((id) => before.get(id) ?? null);
      toast({ tone: "failure", message: `${texts.failed} ${refusal}` });
      return false;
    },
    [client, planId],
  );
  return { questions, error, reload: () => void readAll(client, planId).then(show), decide };
}
