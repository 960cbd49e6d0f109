import type { Client } from "@urql/core";
import { graphql } from "../../lib/graphql.js";
import { refusalOf } from "../../lib/refusal.js";

const refusedQuery = graphql(`
  query RefusedRecords($id: ID!) {
    run(id: $id) { id changes(first: 100, filter: { states: [REFUSED] }) { nodes { id recordKind recordId } } }
  }
`);
const clientsMutation = graphql(`mutation RetryClients($input: SyncRecordsInput) { answer: syncClients(input: $input) { run { id number } userErrors { code field message } } }`);
const invoicesMutation = graphql(`mutation RetryInvoices($input: SyncRecordsInput) { answer: syncInvoices(input: $input) { run { id number } userErrors { code field message } } }`);
const timeMutation = graphql(`mutation RetryTime($input: SyncRecordsInput) { answer: syncTimeEntries(input: $input) { run { id number } userErrors { code field message } } }`);

const mutations = { CLIENT: clientsMutation, INVOICE: invoicesMutation, TIME_ENTRY: timeMutation } as const;

export interface RetryAnswer {
  readonly run: { readonly id: string; readonly number: number } | null;
  readonly refusal: string | null;
}

/** Sends again what a run could not: only its refused records, by the same operations that send one record. The last run started is returned. */
export async function retryFailed(client: Client, runId: string): Promise<RetryAnswer> {
  const { data, error } = await client.query(refusedQuery, { id: runId }, { requestPolicy: "network-only" }).toPromise();
  if (!data?.run) return { run: null, refusal: refusalOf(error, undefined) };
  let run: RetryAnswer["run"] = null;
  for (const [kind, mutation] of Object.entries(mutations)) {
    const ids = data.run.changes.nodes.flatMap((change) => (change.recordKind === kind && change.recordId ? [change.recordId] : []));
    if (ids.length === 0) continue;
    const answer = await client.mutation(mutation, { input: { ids: [...new Set(ids)] } }).toPromise();
    const refusal = refusalOf(answer.error, answer.data?.answer.userErrors);
    if (refusal) return { run, refusal };
    run = answer.data?.answer.run ?? run;
  }
  return { run, refusal: null };
}
