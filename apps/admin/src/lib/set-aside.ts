import { useClient } from "urql";
import { graphql } from "./graphql.js";
import { refusalOf } from "./refusal.js";

const setAsideMutation = graphql(`
  mutation SetAside($input: SetAsideInput!) { setAside(input: $input) { setAside userErrors { code field message } } }
`);
const includeAgainMutation = graphql(`
  mutation IncludeAgain($input: IncludeAgainInput!) { includeAgain(input: $input) { released run { id number } userErrors { code field message } } }
`);

/** Most records the API takes at once. */
const most = 250;

export interface IncludedAgain {
  readonly released: number;
  /** The run that sends what waits. */
  readonly runNumber: number | null;
  /** Why it stopped, in words. */
  readonly refusal: string | null;
}

/** Leaves records out of the sync, and takes them back. Resolves to the sentence of a refusal, or null. */
export function useSetAside(): { readonly setAside: (recordIds: readonly string[], reason: string) => Promise<string | null>; readonly includeAgain: (recordIds: readonly string[]) => Promise<IncludedAgain> } {
  const client = useClient();
  return {
    async setAside(recordIds, reason) {
      const { data, error } = await client.mutation(setAsideMutation, { input: { recordIds: [...recordIds], reason } }).toPromise();
      return refusalOf(error, data?.setAside.userErrors);
    },
    async includeAgain(recordIds) {
      let answer: IncludedAgain = { released: 0, runNumber: null, refusal: null };
      for (let start = 0; start < recordIds.length && answer.refusal === null; start += most) {
        const { data, error } = await client.mutation(includeAgainMutation, { input: { recordIds: recordIds.slice(start, start + most) } }).toPromise();
        const payload = data?.includeAgain;
        answer = { released: answer.released + (payload?.released ?? 0), runNumber: payload?.run?.number ?? answer.runNumber, refusal: refusalOf(error, payload?.userErrors) };
      }
      return answer;
    },
  };
}
