import type { TestClient } from "./test-api.js";

/** Presses Connect and gives consent in the emulator for its first company; the path Intuit sends the browser back to. */
export async function consent(client: TestClient, { isReconnect = false } = {}): Promise<string> {
  const { data, errors } = await client.graphql("mutation ($input: ConnectQuickBooksInput!) { connectQuickBooks(input: $input) { authorizeUrl userErrors { message } } }", { input: { isReconnect } });
  if (errors.length > 0 || data["connectQuickBooks"].userErrors.length > 0) throw new Error(JSON.stringify([errors, data]));
  const url = new URL(data["connectQuickBooks"].authorizeUrl);
  const page = await (await fetch(url)).text();
  const realmId = /name="realmId"[^>]*value="(\d+)"/.exec(page)?.[1] ?? "";
  const form = new URLSearchParams([...url.searchParams, ["decision", "connect"], ["realmId", realmId]]);
  const answer = await fetch(new URL(url.pathname, url), { method: "POST", body: form, redirect: "manual" });
  const back = new URL(answer.headers.get("location") ?? "");
  return `${back.pathname}${back.search}`;
}

/** Consent, and the way back in the same session. */
export async function connect(client: TestClient, options: { isReconnect?: boolean } = {}): Promise<void> {
  const response = await client.fetch(await consent(client, options));
  if (response.status !== 303) throw new Error(`the callback answered ${response.status}: ${await response.text()}`);
  const notice = decodeURIComponent(response.headers.getSetCookie().join());
  if (!notice.includes('"connected"')) throw new Error(`not connected: ${notice}`);
}

/** Connects, says what to sync, and approves the first plan: from then on it syncs by itself. */
export async function startSync(client: TestClient, settings: { switches?: { key: string; isOn: boolean }[]; startDate?: string } = {}): Promise<void> {
  await connect(client);
  await client.graphql("mutation { confirmCompany(input: { isRight: true }) { userErrors { message } } }");
  await client.graphql("mutation ($input: SaveConnectionSettingsInput!) { saveConnectionSettings(input: $input) { userErrors { message } } }", { input: { switches: [], ...settings } });
  await client.graphql("mutation { enableConnection { userErrors { message } } }");
  const plan = await until(async () => (await client.graphql("{ connection { openPlan { id } } }")).data["connection"].openPlan);
  const { data } = await client.graphql("mutation ($id: ID!) { approvePlan(input: { planId: $id }) { run { id } userErrors { message } } }", { id: plan.id });
  await runEnd(client, data["approvePlan"].run.id);
}

/** Waits until the run is over and says how it ended. */
export function runEnd(client: TestClient, runId: string): Promise<string> {
  return until(async () => {
    const { state } = (await client.graphql("query ($id: ID!) { run(id: $id) { state } }", { id: runId })).data["run"];
    return ["SUCCEEDED", "PARTIAL", "FAILED", "CANCELLED"].includes(state) ? state : null;
  });
}

/** Asks again until there is an answer. */
export async function until<T>(ask: () => Promise<T | null | undefined | false>, seconds = 30): Promise<T> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 100))) {
    const answer = await ask();
    if (answer) return answer;
  }
  throw new Error(`nothing after ${seconds} s`);
}
