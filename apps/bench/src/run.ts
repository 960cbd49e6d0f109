import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDatabase, startEmbeddedPostgres } from "@tieout/store";
import { stopParts } from "./part.js";
import { readScenarios } from "./reads/stack.js";

export interface BenchOptions {
  words: readonly string[];
  isJson: boolean;
  isQuick: boolean;
}

/** Runs the scenarios asked for on a PostgreSQL of their own and prints what they cost. */
export async function runBench({ words, isJson, isQuick }: BenchOptions): Promise<void> {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const isWanted = (name: string) => words.length === 0 || words.some((word) => name.includes(word.replace(/s$/, "")));
  const folder = await mkdtemp(join(tmpdir(), "tieout-bench-"));
  const postgres = await startEmbeddedPostgres(folder);
  const cleanUp = async () => {
    await stopParts();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void cleanUp().then(() => process.exit(130)));
  try {
    const reads = readScenarios.filter(isWanted);
    if (reads.length > 0) {
      await createDatabase(postgres.url("postgres"), "bench_reads");
      const { measureReads } = await import("./reads/reads.js");
      const shape = isQuick ? { connections: 16, warmUpSeconds: 1, seconds: 1 } : { connections: 16, warmUpSeconds: 2, seconds: 4 };
      const results = await measureReads({ databaseUrl: postgres.url("bench_reads"), scenarios: reads, rounds: isQuick ? 1 : 3, shape, say });
      if (isJson) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
    }
  } finally {
    await cleanUp();
  }
}
