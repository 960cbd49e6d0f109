import type { Client } from "@urql/core";
import { csvText, downloadText } from "../../lib/csv.js";
import { graphql } from "../../lib/graphql.js";

const exportQuery = graphql(`
  query RunExport($id: ID!, $after: String) {
    run(id: $id) {
      id
      changes(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { id sequence flow recordKind label side operation state reason ledgerKind ledgerId appliedAt }
      }
    }
  }
`);

/** Every record of a run as a CSV file; the column names are the API's, so that they mean the same to people and programs. */
export async function downloadRunRecords(client: Client, runId: string, number: number): Promise<void> {
  const rows: string[][] = [["sequence", "flow", "recordKind", "label", "side", "operation", "state", "reason", "ledgerKind", "ledgerId", "appliedAt"]];
  const readPage = (after: string | null) => client.query(exportQuery, { id: runId, after }, { requestPolicy: "network-only" }).toPromise();
  let after: string | null = null;
  do {
    const answer: Awaited<ReturnType<typeof readPage>> = await readPage(after);
    const page = answer.data?.run?.changes;
    for (const change of page?.nodes ?? []) {
      rows.push([
        String(change.sequence), change.flow, change.recordKind ?? "", change.label, change.side, change.operation, change.state, change.reason ?? "",
        change.ledgerKind, change.ledgerId ?? "", change.appliedAt ?? "",
      ]);
    }
    after = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  downloadText(`run-${number}.csv`, csvText(rows));
}
