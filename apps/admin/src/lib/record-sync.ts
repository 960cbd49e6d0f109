import type { Client } from "@urql/core";
import { useEffect, useState } from "react";
import { useClient, useQuery } from "urql";
import { graphql, type ResultOf } from "./graphql.js";
import { refusalOf } from "./refusal.js";

const syncClientMutation = graphql(`
  mutation SyncClient($input: SyncRecordInput!) { syncClient(input: $input) { run { id state phase } userErrors { code field message } } }
`);
const syncInvoicesMutation = graphql(`
  mutation SyncInvoices($input: SyncRecordsInput) { syncInvoices(input: $input) { run { id state phase } userErrors { code field message } } }
`);
const syncTimeEntriesMutation = graphql(`
  mutation SyncTimeEntries($input: SyncRecordsInput) { syncTimeEntries(input: $input) { run { id state phase } userErrors { code field message } } }
`);

/** What asks for each kind; one shape of answer. */
const requests = {
  client: async (client: Client, id: string) => {
    const { data, error } = await client.mutation(syncClientMutation, { input: { id } }).toPromise();
    return { payload: data?.syncClient, error };
  },
  invoice: async (client: Client, id: string) => {
    const { data, error } = await client.mutation(syncInvoicesMutation, { input: { ids: [id] } }).toPromise();
    return { payload: data?.syncInvoices, error };
  },
  time: async (client: Client, id: string) => {
    const { data, error } = await client.mutation(syncTimeEntriesMutation, { input: { ids: [id] } }).toPromise();
    return { payload: data?.syncTimeEntries, error };
  },
};

const recordRunQuery = graphql(`
  query RecordRun($id: ID!) {
    run(id: $id) {
      id number state phase summary failure
      changes(first: 5) { nodes { id side operation state reason ledgerId fields { path } } }
    }
  }
`);

type RecordRun = NonNullable<ResultOf<typeof recordRunQuery>["run"]>;

/** What became of "Sync" on one record, while it happens and afterwards (UX-57). Never optimistic: each step is what the server said. */
export type RecordSync =
  | { readonly is: "idle" }
  | { readonly is: "starting" }
  | { readonly is: "under way"; readonly step: "queued" | "reading" | "sending" | "checking"; readonly runId: string }
  /** It cannot go on by itself: the connection was lost or paused, or a lost answer is looked up first. It goes on under the same run. */
  | { readonly is: "waiting"; readonly reason: string; readonly runId: string }
  | { readonly is: "done"; readonly did: "nothing" | "created" | "updated" | "linked" | "voided" | "removed"; readonly fields: number; readonly ledgerId: string | null; readonly runId: string }
  | { readonly is: "stopped"; readonly reason: string; readonly runId: string | null };

const outcomes: Readonly<Record<string, Extract<RecordSync, { is: "done" }>["did"]>> = { CREATE: "created", LINK: "linked", VOID: "voided", DELETE: "removed" };
const ended = new Set(["SUCCEEDED", "PARTIAL", "FAILED", "CANCELLED"]);

/**
 * Sends one client, invoice or entry of time now and follows its run.
 * @param onDone called when the run has ended, and when it begins to wait: what is shown of the record may be old.
 */
export function useRecordSync(kind: keyof typeof requests, onDone?: () => void): { readonly sync: RecordSync; readonly start: (recordId: string) => Promise<void> } {
  const client = useClient();
  const [run, setRun] = useState<{ id: string } | null>(null);
  const [local, setLocal] = useState<RecordSync>({ is: "idle" });
  const [{ data }, readAgain] = useQuery({ query: recordRunQuery, variables: { id: run?.id ?? "" }, pause: run === null });
  const known = run && data?.run?.id === run.id ? data.run : null;
  const isEnded = known !== null && ended.has(known.state);
  const isWaiting = known?.state === "WAITING";

  useEffect(() => {
    if (!run) return;
    if (isEnded) {
      // The live stream told the end; the changes of the run are read once more with it.
      readAgain({ requestPolicy: "network-only" });
      onDone?.();
      return;
    }
    // The bar over every page and the record's own state say why it waits: both are read with the first word of it.
    if (isWaiting) onDone?.();
    const timer = setInterval(() => readAgain({ requestPolicy: "network-only" }), isWaiting ? 5000 : 1000);
    return () => clearInterval(timer);
    // oxlint-disable-next-line react/exhaustive-deps -- once for each run, each wait and its end
  }, [run, isEnded, isWaiting]);

  return {
    sync: run && local.is === "idle" ? stepOf(known, run.id) : local,
    start: async (recordId) => {
      setRun(null);
      setLocal({ is: "starting" });
      const { payload, error } = await requests[kind](client, recordId);
      if (payload?.run) {
        setRun({ id: payload.run.id });
        setLocal({ is: "idle" });
      } else setLocal({ is: "stopped", reason: refusalOf(error, payload?.userErrors) ?? "", runId: null });
    },
  };
}

function stepOf(run: RecordRun | null, runId: string): RecordSync {
  if (!run || run.state === "QUEUED") return { is: "under way", step: "queued", runId };
  if (run.state === "WAITING") return { is: "waiting", reason: run.summary ?? "", runId };
  if (!ended.has(run.state)) return { is: "under way", step: run.phase === "apply" ? "sending" : run.phase === "prove" ? "checking" : "reading", runId };
  const stopped = run.changes.nodes.find((change) => ["BLOCKED", "ASK", "REFUSED", "MOVED"].includes(change.state));
  if (stopped) return { is: "stopped", reason: stopped.reason ?? run.summary ?? "", runId };
  if (run.state === "FAILED" || run.state === "CANCELLED") return { is: "stopped", reason: run.failure ?? run.summary ?? "", runId };
  const written = run.changes.nodes.find((change) => change.state === "APPLIED" && change.side !== "HUB") ?? run.changes.nodes.find((change) => change.state === "APPLIED");
  if (!written) return { is: "done", did: "nothing", fields: 0, ledgerId: null, runId };
  return { is: "done", did: outcomes[written.operation] ?? "updated", fields: written.fields.length, ledgerId: written.ledgerId, runId };
}
