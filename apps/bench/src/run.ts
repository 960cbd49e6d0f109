import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDatabase, startEmbeddedPostgres } from "@tieout/store";
import { measureEmulator } from "./emulator/measure.js";
import { emulatorScenarios } from "./emulator/scenario.js";
import { stopParts } from "./part.js";
import { readScenarios } from "./reads/stack.js";
import { emulatorReport, readReport, syncReport, webhookReport } from "./report.js";
import { syncScenarios } from "./sync/scenario.js";
import { statementSettings } from "./sync/statements.js";
import { webhookScenarios } from "./webhooks/scenario.js";

export interface BenchOptions {
  words: readonly string[];
  isJson: boolean;
  isQuick: boolean;
}

/** Runs the scenarios asked for on a PostgreSQL of their own and prints what they cost. */
export async function runBench({ words, isJson, isQuick }: BenchOptions): Promise<void> {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const isMeant = (name: string) => words.length === 0 || words.some((word) => name.startsWith(word.replace(/s$/, "")));
  const wanted = <Name extends string>(group: string, names: readonly Name[]) => (isMeant(group) ? names : names.filter(isMeant));
  const syncs = wanted("sync", syncScenarios);
  const reads = wanted("read", readScenarios);
  const webhooks = wanted("webhook", webhookScenarios);
  const emulators = wanted("emulator", emulatorScenarios);
  if (syncs.length + reads.length + webhooks.length + emulators.length === 0) throw new Error(`No scenario is called like that. There are: ${[...syncScenarios, ...readScenarios, ...webhookScenarios, ...emulatorScenarios].join(", ")}.`);

  const folder = await mkdtemp(join(tmpdir(), "tieout-bench-"));
  const postgres = await startEmbeddedPostgres(folder, syncs.length > 0 ? statementSettings : []);
  const cleanUp = async () => {
    await stopParts();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void cleanUp().then(() => process.exit(130)));
  const makeDatabase = async (scenario: string) => {
    const name = `bench_${scenario.replaceAll("-", "_")}`;
    await createDatabase(postgres.url("postgres"), name);
    return postgres.url(name);
  };
  try {
    const rows: object[] = [];
    const show = (report: string) => isJson || process.stdout.write(`${report}\n`);
    if (syncs.length > 0) {
      const { measureSync } = await import("./sync/sync.js");
      const results = await measureSync(syncs, makeDatabase, say);
      show(syncReport(results));
      rows.push(...results);
    }
    if (reads.length > 0) {
      const { measureReads } = await import("./reads/reads.js");
      const shape = isQuick ? { connections: 16, warmUpSeconds: 1, seconds: 1 } : { connections: 16, warmUpSeconds: 2, seconds: 4 };
      const results = await measureReads({ databaseUrl: await makeDatabase("reads"), scenarios: reads, rounds: isQuick ? 1 : 3, shape, say });
      show(readReport(results));
      rows.push(...results);
    }
    if (webhooks.length > 0) {
      const { measureWebhooks } = await import("./webhooks/webhooks.js");
      const results = await measureWebhooks({ databaseUrl: await makeDatabase("webhooks"), scenarios: webhooks, rounds: isQuick ? 1 : 3, seconds: isQuick ? 2 : 10, say });
      show(webhookReport(results));
      rows.push(...results);
    }
    if (emulators.length > 0) {
      const results = await measureEmulator(emulators, isQuick, say);
      show(emulatorReport(results));
      rows.push(...results);
    }
    if (isJson) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
  } finally {
    await cleanUp();
  }
}
