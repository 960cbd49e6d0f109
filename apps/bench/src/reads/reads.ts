import { createHash, randomBytes } from "node:crypto";
import { createContainer, createFirmWithAdmin, createLogger, loadConfig } from "@tieout/api";
import { newId, systemClock } from "@tieout/domain";
import { insertApiKey, migrate } from "@tieout/store";
import { peakMemoryMb } from "../part.js";
import type { LoadResult, LoadShape, PreparedRead } from "./load.js";
import { prepareRead } from "./load.js";
import { seedReads } from "./seed.js";
import { startFloor, startPostGraphile, startTieout } from "./stacks.js";
import type { ReadScenario, Stack } from "./stack.js";

/** One stack's share of one round. */
export interface ReadRound extends LoadResult {
  round: number;
  stack: Stack["name"];
  /** Requests a second over those of the floor in the same round. */
  ratioToFloor: number;
}

export interface ReadResult {
  scenario: ReadScenario;
  /** Median of the rounds, as all figures here. */
  requestsPerSecond: number;
  ratioToFloor: number;
  ratioToPostGraphile: number;
  p50Ms: number;
  p99Ms: number;
  /** Peak of our API's process up to the end of this scenario. */
  rssMb: number | null;
  rounds: ReadRound[];
}

export interface ReadOptions {
  databaseUrl: string;
  scenarios: readonly ReadScenario[];
  rounds: number;
  shape: LoadShape;
  say(line: string): void;
}

/** Measures our API beside a plain server and PostGraphile on one database: rounds in rotating order, one stack under load at a time. */
export async function measureReads({ databaseUrl, scenarios, rounds, shape, say }: ReadOptions): Promise<ReadResult[]> {
  say("reads: making 2 firms of 10,000 clients and 100,000 invoices ...");
  const firm = await makeFirm(databaseUrl);
  await seedReads(databaseUrl, firm.firmId);
  const database = { url: databaseUrl, ...firm };
  const stacks = [await startFloor(database), await startPostGraphile(database), await startTieout(database)];
  const results: ReadResult[] = [];
  for (const scenario of scenarios) results.push(await measureScenario(stacks, scenario, { rounds, shape, say }));
  return results;
}

async function measureScenario(stacks: readonly Stack[], scenario: ReadScenario, { rounds, shape, say }: Pick<ReadOptions, "rounds" | "shape" | "say">): Promise<ReadResult> {
  const prepared: PreparedRead[] = [];
  for (const stack of stacks) prepared.push(await prepareRead(stack, scenario));
  for (const { stack, content } of prepared) {
    if (content !== prepared[0]?.content) throw new Error(`${scenario}: ${stack.name} answers other rows than ${prepared[0]?.stack.name}.`);
  }
  const measured: ReadRound[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const order = prepared.map((_, index) => prepared[(index + round) % prepared.length] as PreparedRead);
    const loads = new Map<Stack["name"], LoadResult>();
    for (const { stack, load } of order) loads.set(stack.name, await load(shape));
    const floor = loads.get("floor")?.requestsPerSecond ?? 0;
    for (const [stack, result] of loads) measured.push({ round: round + 1, stack, ...result, ratioToFloor: share(result.requestsPerSecond, floor) });
    say(`${scenario} round ${round + 1}: ${[...loads].map(([stack, { requestsPerSecond }]) => `${stack} ${requestsPerSecond}/s`).join(", ")}`);
  }
  const ours = measured.filter(({ stack }) => stack === "tieout");
  const peer = (round: number) => measured.find((other) => other.stack === "postgraphile" && other.round === round)?.requestsPerSecond ?? 0;
  return {
    scenario,
    requestsPerSecond: median(ours.map(({ requestsPerSecond }) => requestsPerSecond)),
    ratioToFloor: median(ours.map(({ ratioToFloor }) => ratioToFloor)),
    ratioToPostGraphile: median(ours.map(({ requestsPerSecond, round }) => share(requestsPerSecond, peer(round)))),
    p50Ms: median(ours.map(({ p50Ms }) => p50Ms)),
    p99Ms: median(ours.map(({ p99Ms }) => p99Ms)),
    rssMb: peakMemoryMb(stacks.find(({ name }) => name === "tieout")?.pid ?? 0),
    rounds: measured,
  };
}

/** A firm with an administrator and an API key that reads, made through the API's own code. */
async function makeFirm(databaseUrl: string): Promise<{ firmId: string; apiKey: string; env: NodeJS.ProcessEnv }> {
  await migrate(databaseUrl);
  const env = { DATABASE_URL: databaseUrl, ENCRYPTION_KEY: randomBytes(32).toString("base64"), LOG_LEVEL: "error", API_POINTS_PER_MINUTE: "0" };
  const config = loadConfig(env);
  const app = await createContainer(config, { logger: createLogger(config), clock: systemClock });
  try {
    const password = randomBytes(18).toString("base64url");
    const { firmId, userId } = await createFirmWithAdmin(app, { firmName: "The firm that is read", timeZone: "America/Denver", name: "Bea Marker", email: "bea@example.com", password });
    const apiKey = `tk_${randomBytes(32).toString("base64url")}`;
    const hash = createHash("sha256").update(apiKey).digest("base64url");
    await app.store.withFirm(firmId, (session) => insertApiKey(session, { id: newId(), name: "bench", prefix: apiKey.slice(0, 10), hash, scopes: ["CLIENTS_READ", "INVOICES_READ"], createdBy: userId, expiresAt: null }));
    return { firmId, apiKey, env };
  } finally {
    await app.close();
  }
}

function share(part: number, whole: number): number {
  return Math.round((part / whole) * 1000) / 1000;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
