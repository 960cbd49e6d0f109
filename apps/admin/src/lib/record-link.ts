import { useClient } from "urql";
import { graphql } from "./graphql.js";
import { refusalOf } from "./refusal.js";

const linkMutation = graphql(`
  mutation LinkRecord($input: LinkRecordInput!) { linkRecord(input: $input) { linkedTo run { id number } userErrors { code field message } } }
`);
const removeMutation = graphql(`
  mutation RemoveLink($input: RemoveLinkInput!) { removeLink(input: $input) { userErrors { code field message } } }
`);
const markHandledMutation = graphql(`
  mutation MarkHandled($input: MarkHandledInput!) { markHandled(input: $input) { userErrors { code field message } } }
`);

export interface RecordLinked {
  /** What the other side is called. */
  readonly linkedTo: string;
  /** The run that compares both sides now. */
  readonly runNumber: number | null;
  /** Why it was not done, in words. */
  readonly refusal: string | null;
}

interface RecordLinking {
  readonly linkRecord: (recordId: string, ledgerId: string) => Promise<RecordLinked>;
  readonly removeLink: (recordId: string) => Promise<string | null>;
  readonly markHandled: (invoiceId: string, reason: string) => Promise<string | null>;
}

/** Corrects what a record is in QuickBooks. The last two resolve to the sentence of a refusal, or null. */
export function useRecordLink(): RecordLinking {
  const client = useClient();
  return {
    async linkRecord(recordId, ledgerId) {
      const { data, error } = await client.mutation(linkMutation, { input: { recordId, ledgerId } }).toPromise();
      return { linkedTo: data?.linkRecord.linkedTo ?? "", runNumber: data?.linkRecord.run?.number ?? null, refusal: refusalOf(error, data?.linkRecord.userErrors) };
    },
    async removeLink(recordId) {
      const { data, error } = await client.mutation(removeMutation, { input: { recordId } }).toPromise();
      return refusalOf(error, data?.removeLink.userErrors);
    },
    async markHandled(invoiceId, reason) {
      const { data, error } = await client.mutation(markHandledMutation, { input: { invoiceId, reason } }).toPromise();
      return refusalOf(error, data?.markHandled.userErrors);
    },
  };
}
