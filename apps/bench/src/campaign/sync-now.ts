import { setTimeout as sleep } from "node:timers/promises";
import { newId } from "@tieout/domain";

/** A claim on an Idempotency-Key that nobody answered is free after two minutes. */
const patienceMs = 180_000;

/** Asks for a sync over the API, as a machine does: one intent, repeated at the next process until one has taken it. */
export async function syncNow(urls: () => readonly string[], apiKey: string): Promise<void> {
  const intent = newId();
  let word = "nobody answers";
  for (let tries = 0, end = performance.now() + patienceMs; performance.now() < end; tries += 1) {
    const url = urls()[tries % urls().length];
    const answer = url === undefined ? null : await askAt(url, apiKey, intent).catch(() => null);
    if (answer?.data?.syncNow?.run) return;
    if (answer) word = JSON.stringify(answer);
    await sleep(100);
  }
  throw new Error(`No process took a sync: ${word}`);
}

async function askAt(url: string, apiKey: string, intent: string): Promise<{ data?: { syncNow?: { run: object | null } } | null }> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${apiKey}`, "idempotency-key": intent },
    body: JSON.stringify({ query: "mutation { syncNow { run { id } userErrors { message } } }" }),
    signal: AbortSignal.timeout(10_000),
  });
  return (await response.json()) as { data?: { syncNow?: { run: object | null } } | null };
}
