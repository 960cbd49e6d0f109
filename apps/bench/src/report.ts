import type { EmulatorRow } from "./emulator/scenario.js";
import type { ReadResult } from "./reads/reads.js";
import type { SyncRow } from "./sync/scenario.js";
import type { WebhookRow } from "./webhooks/scenario.js";

/** The sync scenarios as a table, each with the formula of its minimum below and what it missed. */
export function syncReport(rows: readonly SyncRow[]): string {
  const table = tableOf(
    ["scenario", "calls", "metered", "minimum", "ratio", "429", "wall s", "RSS MB"],
    rows.map((row) => [row.scenario, row.calls, row.metered, row.minimum, row.ratio.toFixed(2), row.throttled, row.wallSeconds.toFixed(1), row.rssMb ?? "?"]),
  );
  const notes = rows.flatMap(({ scenario, formula, minimum, referenceCalls, statements, workerMsPerTick, postgresMsPerTick, missed }) => [
    `${scenario}: at least ${minimum} = ${formula}${referenceCalls > 0 ? `; ${referenceCalls} reads of reference lists counted apart` : ""}${statements === undefined ? "" : `; ${statements} SQL statements`}${workerMsPerTick == null ? "" : `; processor time of a tick: worker ${workerMsPerTick} ms, PostgreSQL ${postgresMsPerTick} ms`}`,
    ...missed.map((aim) => `  MISSED: ${aim}`),
  ]);
  return [table, ...notes].join("\n");
}

/** The reading scenarios as a table: medians of the rounds. */
export function readReport(rows: readonly ReadResult[]): string {
  return tableOf(
    ["scenario", "requests/s", "of floor", "of PostGraphile", "p50 ms", "p99 ms", "RSS MB"],
    rows.map((row) => [row.scenario, row.requestsPerSecond, row.ratioToFloor.toFixed(2), row.ratioToPostGraphile.toFixed(2), row.p50Ms, row.p99Ms, row.rssMb ?? "?"]),
  );
}

/** How fast notifications were stored and answered, beside the floor, and what missed the aim. */
export function webhookReport(rows: readonly WebhookRow[]): string {
  const table = tableOf(
    ["scenario", "posts", "p50 ms", "p95 ms", "p99 ms", "max ms", "floor p50", "floor p99", "of floor", "cpu ms", "floor cpu", "RSS MB"],
    rows.map((row) => [row.scenario, row.posts, ...[row.p50Ms, row.p95Ms, row.p99Ms, row.maxMs, row.floorP50Ms, row.floorP99Ms].map((ms) => ms.toFixed(1)), row.ratioToFloor.toFixed(2), row.processorMs?.toFixed(1) ?? "?", row.floorProcessorMs?.toFixed(1) ?? "?", row.rssMb ?? "?"]),
  );
  return [table, ...rows.flatMap(({ scenario, missed }) => missed.map((aim) => `  MISSED: ${scenario}: ${aim}`))].join("\n");
}

/** The emulator's scenarios as a table beside the floor, and what they missed. */
export function emulatorReport(rows: readonly EmulatorRow[]): string {
  const ms = (value: number | undefined) => (value === undefined ? "" : value.toFixed(2));
  const table = tableOf(
    ["scenario", "requests/s", "median ms", "floor ms", "overhead ms", "RSS MB"],
    rows.map((row) => [row.scenario, row.requestsPerSecond ?? "", ms(row.medianMs), ms(row.floorMs), ms(row.overheadMs), row.rssMb ?? "?"]),
  );
  return [table, ...rows.flatMap(({ scenario, missed }) => missed.map((aim) => `  MISSED: ${scenario}: ${aim}`))].join("\n");
}

function tableOf(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = [head, ...rows.map((row) => row.map(String))];
  const widths = head.map((_name, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells.map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join("  ")).join("\n");
}
