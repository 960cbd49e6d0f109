import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { newId } from "@tieout/domain";
import { notificationOf, type WebhookEvent } from "@tieout/quickbooks-emulator";
import { startApiProcess } from "../api-process.js";
import { peakMemoryMb, startOwnPart } from "../part.js";
import { foundFirm, importEverything, type BenchFirm } from "../sync/firm.js";
import { processorMs } from "../sync/processor-time.js";
import { startQuickBooks } from "../sync/quickbooks.js";
import { startWorker } from "../sync/worker.js";
import { answerAimMs, percentile, type WebhookRow, type WebhookScenario } from "./scenario.js";

/** A modest load: so many notifications a second, as even as a clock, whether or not those before were answered. */
const perSecond = 20;
/** Changes a notification tells of; Intuit gathers what happens at one time. */
const eventsEach = 3;
const customers = 240;

export interface WebhookOptions {
  databaseUrl: string;
  scenarios: readonly WebhookScenario[];
  rounds: number;
  /** Of one form at one server in one round. */
  seconds: number;
  say(line: string): void;
}

/** Posts signed notifications to the API, web and worker in one process and the sync at work on what they tell, and to the floor: in turn, one under load at a time. */
export async function measureWebhooks({ databaseUrl, scenarios, rounds, seconds, say }: WebhookOptions): Promise<WebhookRow[]> {
  say("webhooks: connecting a firm of 240 clients ...");
  const verifierToken = randomBytes(24).toString("base64url");
  const foundCompany = await startQuickBooks();
  const firm = await foundFirm(databaseUrl, await foundCompany("webhooks", customers), { clients: true });
  const worker = await startWorker(firm.env);
  await importEverything(firm, worker);
  await worker.stop();
  const api = await startApiProcess({ ...firm.env, QUICKBOOKS_WEBHOOK_VERIFIER_TOKEN: verifierToken });
  const floor = await startOwnPart<string>("webhook-floor", { databaseUrl, verifierToken });
  const load = (url: string, scenario: WebhookScenario) => postEvenly(url, seconds, () => notificationOf(changesOf(firm.company.realmId), scenario === "webhook-legacy" ? "legacy" : "cloudevents", verifierToken, Date.now(), newId()));
  try {
    const rows: WebhookRow[] = [];
    for (const scenario of scenarios) {
      const ours = newShare(api.pid);
      const least = newShare(floor.pid);
      const before = await kept(firm);
      for (let round = 1; round <= rounds; round += 1) {
        await measure(least, () => load(floor.answer, scenario));
        await measure(ours, () => load(`${api.url}/quickbooks/webhook`, scenario));
        say(`${scenario} round ${round}: p99 ${percentile(ours.answersMs, 99).toFixed(1)} ms, floor ${percentile(least.answersMs, 99).toFixed(1)} ms`);
      }
      const stored = (await kept(firm)) - before;
      const answered = ours.answersMs.length * eventsEach;
      if (stored !== answered) throw new Error(`${scenario}: ${answered} events were answered with 200, and ${stored} are stored.`);
      rows.push(rowOf(scenario, ours, least));
    }
    return rows;
  } finally {
    await api.stop();
    await firm.close();
  }
}

/** What one server did of one scenario, all rounds together. */
interface Share {
  pid: number;
  answersMs: number[];
  processorMs: number | null;
}

const newShare = (pid: number): Share => ({ pid, answersMs: [], processorMs: 0 });

async function measure(share: Share, load: () => Promise<number[]>): Promise<void> {
  const before = processorMs(share.pid);
  share.answersMs.push(...(await load()));
  const after = processorMs(share.pid);
  share.processorMs = before === null || after === null || share.processorMs === null ? null : share.processorMs + after - before;
}

function rowOf(scenario: WebhookScenario, ours: Share, floor: Share): WebhookRow {
  const [p50Ms, p95Ms, p99Ms] = [50, 95, 99].map((percent) => percentile(ours.answersMs, percent)) as [number, number, number];
  const floorP50Ms = percentile(floor.answersMs, 50);
  const each = ({ processorMs: spent, answersMs }: Share) => (spent === null ? null : spent / answersMs.length);
  return {
    scenario,
    posts: ours.answersMs.length,
    p50Ms,
    p95Ms,
    p99Ms,
    maxMs: Math.max(...ours.answersMs),
    floorP50Ms,
    floorP99Ms: percentile(floor.answersMs, 99),
    ratioToFloor: p50Ms / floorP50Ms,
    processorMs: each(ours),
    floorProcessorMs: each(floor),
    rssMb: peakMemoryMb(ours.pid),
    missed: p99Ms < answerAimMs ? [] : [`p99 ${p99Ms.toFixed(1)} ms, less than ${answerAimMs} wanted`],
  };
}

let told = 0;

/** Edits of clients that nobody has told of yet. */
function changesOf(realmId: string): WebhookEvent[] {
  return Array.from({ length: eventsEach }, () => ({ eventId: newId(), realmId, entity: "Customer", id: String(1 + (told++ % customers)), operation: "Update", at: Date.now() }));
}

/** Posts at even distances. Answers how long each took from the moment it was due: one that had to wait because the server was slow counts with its wait. */
async function postEvenly(url: string, seconds: number, next: () => { body: string; headers: Record<string, string> }): Promise<number[]> {
  const startedAt = performance.now();
  const answers: Promise<number>[] = [];
  for (let index = 0; index < seconds * perSecond; index += 1) {
    const dueAt = startedAt + (index * 1_000) / perSecond;
    await sleep(Math.max(0, dueAt - performance.now()));
    const { body, headers } = next();
    answers.push(
      fetch(url, { method: "POST", body, headers }).then(async (response) => {
        await response.arrayBuffer();
        if (response.status !== 200) throw new Error(`A notification was answered ${response.status}.`);
        return performance.now() - dueAt;
      }),
    );
  }
  return Promise.all(answers);
}

async function kept({ app, firmId }: BenchFirm): Promise<number> {
  const [row] = await app.store.withFirm(firmId, ({ query }) => query<{ n: number }>("select count(*)::int as n from hub.ledger_notice"));
  return row?.n ?? 0;
}
