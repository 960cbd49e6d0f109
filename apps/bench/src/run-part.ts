/** What a process of the bench does when the bench itself starts it; it ends with the bench. */
export async function runPart(name: string): Promise<void> {
  process.once("disconnect", () => process.exit(0));
  const options: unknown = JSON.parse(process.env["BENCH_PART"] ?? "{}");
  process.send?.(await partOf(name, options));
}

async function partOf(name: string, options: unknown): Promise<unknown> {
  if (name === "floor") return (await import("./reads/floor-server.js")).serveFloor(options as never);
  if (name === "postgraphile") return (await import("./reads/postgraphile-server.js")).servePostGraphile(options as never);
  if (name === "emulator") return (await import("./sync/emulator-part.js")).serveEmulator();
  if (name === "worker") return (await import("./sync/worker-part.js")).startSyncWorker(options as never);
  if (name === "bench-emulator") return (await import("./emulator/servers.js")).serveBenchEmulator(options as never);
  if (name === "echo") return (await import("./emulator/servers.js")).serveEcho(options as never);
  if (name === "emulator-creates") return (await import("./emulator/servers.js")).createInProcess(options as never);
  if (name === "webhook-floor") return (await import("./webhooks/floor-server.js")).serveWebhookFloor(options as never);
  if (name === "emulator-seed") return (await import("./emulator/servers.js")).seedScenario(options as never);
  throw new Error(`The bench has no part "${name}".`);
}
