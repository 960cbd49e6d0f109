import type { Page } from "playwright-core";
import { vi } from "vitest";
import { ask, type Journey } from "./journey.js";

interface ConnectionView {
  stage: string;
  openPlan: { id: string; state: string } | null;
  settings: { switches: { key: string; isOn: boolean; canChange: boolean }[] };
}

interface ConnectOptions {
  /** Switches to turn on or off; the others stay as they are offered. */
  switches?: Record<string, boolean>;
  /** The first day that is synced; the firm's today when left out. */
  startDate?: string;
}

/** What `first-invoice.journey.ts` does by hand, done over the API: connected, confirmed, enabled, the first plan open. Returns the plan's id. */
export async function openFirstPlan({ page, quickBooks }: Journey, { switches = {}, startDate }: ConnectOptions = {}): Promise<string> {
  const { connectQuickBooks } = await ask<{ connectQuickBooks: { authorizeUrl: string } }>(page, "mutation { connectQuickBooks(input: {}) { authorizeUrl userErrors { message } } }");
  const form = Object.fromEntries(new URL(connectQuickBooks.authorizeUrl).searchParams);
  await page.request.post(new URL("/connect/oauth2", connectQuickBooks.authorizeUrl).href, { form: { ...form, realmId: quickBooks.realmId, decision: "connect" } });
  await ask(page, "mutation { confirmCompany(input: { isRight: true }) { userErrors { message } } }");
  const { connection, firm } = await ask<{ connection: ConnectionView; firm: { today: string } }>(page, "{ firm { today } connection { settings { switches { key isOn canChange } } } }");
  const chosen = connection.settings.switches.filter(({ canChange }) => canChange).map(({ key, isOn }) => ({ key, isOn: switches[key] ?? isOn }));
  await ask(page, "mutation ($input: SaveConnectionSettingsInput!) { saveConnectionSettings(input: $input) { userErrors { message } } }", { input: { switches: chosen, startDate: startDate ?? firm.today } });
  await ask(page, "mutation { enableConnection { userErrors { message } } }");
  return becomes(async () => {
    const { plan } = await ask<{ plan: { id: string; state: string } | null }>(page, "{ plan { id state } }");
    return plan?.state === "OPEN" ? plan.id : null;
  });
}

/** Every possible duplicate linked, the first plan approved and applied. */
export async function applyFirstPlan({ page }: Journey, planId: string): Promise<void> {
  const { plan } = await ask<{ plan: { changes: { nodes: { id: string; candidates: { targetId: string }[] }[] } } }>(page, "query ($id: ID!) { plan(id: $id) { changes(filter: { states: [ASK] }) { nodes { id candidates { targetId } } } } }", { id: planId });
  const decisions = plan.changes.nodes.map(({ id, candidates }) => ({ changeId: id, choice: "LINK", targetId: candidates[0]?.targetId }));
  await ask(page, "mutation ($input: DecideMatchesInput!) { decideMatches(input: $input) { userErrors { message } } }", { input: { planId, decisions } });
  const { approvePlan } = await ask<{ approvePlan: { run: { id: string } } }>(page, "mutation ($id: ID!) { approvePlan(input: { planId: $id }) { run { id } userErrors { message } } }", { id: planId });
  await runEnd(page, approvePlan.run.id);
}

/** Waits until the run is over and says how it ended. */
export function runEnd(page: Page, runId: string): Promise<string> {
  return becomes(async () => {
    const { run } = await ask<{ run: { state: string } }>(page, "query ($id: ID!) { run(id: $id) { state } }", { id: runId });
    return ["SUCCEEDED", "PARTIAL", "FAILED", "CANCELLED"].includes(run.state) ? run.state : null;
  });
}

/** Asks again until there is an answer; long enough for a run that QuickBooks tells to wait a minute. */
function becomes<Answer>(question: () => Promise<Answer | null>): Promise<Answer> {
  return vi.waitUntil(question, { timeout: 150_000, interval: 500 }) as Promise<Answer>;
}
