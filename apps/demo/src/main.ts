import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { heapFlags } from "@tieout/api/heap";
import { HubError } from "@tieout/domain";
import { defaultClient } from "@tieout/quickbooks-emulator";
import { createDatabase, migrate, parentOf, requireWritableFolder, startEmbeddedPostgres, type EmbeddedPostgres } from "@tieout/store";
import { answers, runPart, startPart, type Part } from "./child.js";
import { discardHalfMade, isHalfMade, isMade } from "./half-made.js";
import { callingCommands } from "./callers.js";
import { portOf, requireFreePort } from "./port.js";
import { demoAccount, encryptionKeyFile, webhookToken } from "./secrets.js";
import { subscribe } from "./webhook.js";

/** What `pnpm start` runs: the packaged PostgreSQL, the emulator, API with worker and SPA, and on first start a demo firm. */
async function start(): Promise<void> {
  const here = dirname(fileURLToPath(import.meta.url));
  const apps = resolve(here, "../..");
  const dataDir = resolve(process.env["DATA_DIR"] ?? join(apps, "../.data"));
  const port = portOf("PORT", 4000);
  const emulatorPort = portOf("EMULATOR_PORT", 4010);
  // Intuit's own environments have no demo firm: its invented clients must never reach a real company.
  const isDemo = (process.env["QUICKBOOKS_ENVIRONMENT"] ?? "emulator") === "emulator";
  const emulatorUrl = `http://localhost:${emulatorPort}`;

  await requireWritableFolder(dataDir);
  await requireFreePort(port, "Tieout", "PORT");
  if (isDemo) await requireFreePort(emulatorPort, "the QuickBooks emulator", "EMULATOR_PORT");

  const running: Part[] = [];
  const stopAll = async () => {
    for (const part of running.splice(0).reverse()) await part.stop();
  };
  stopOnSignal(stopAll);

  try {
    let databaseUrl = process.env["DATABASE_URL"];
    if (!databaseUrl) {
      const postgres: EmbeddedPostgres = await startEmbeddedPostgres(dataDir);
      running.push(postgres);
      // A database of its own for the demo: what is invented never stands beside what is real.
      const name = isDemo ? "tieout_demo" : "tieout";
      if (isDemo && isHalfMade(dataDir)) await discardHalfMade(postgres.url("postgres"), name, dataDir);
      await createDatabase(postgres.url("postgres"), name);
      databaseUrl = postgres.url(name);
    }
    await migrate(databaseUrl);

    const env: NodeJS.ProcessEnv = {
      ...process.env,
      DATA_DIR: dataDir,
      DATABASE_URL: databaseUrl,
      PORT: String(port),
      ENCRYPTION_KEY_FILE: process.env["ENCRYPTION_KEY"] ? undefined : (process.env["ENCRYPTION_KEY_FILE"] ?? encryptionKeyFile(dataDir)),
      ADMIN_FOLDER: join(apps, "admin/dist"),
      LOG_LEVEL: process.env["LOG_LEVEL"] ?? "warn",
      ...(isDemo ? { QUICKBOOKS_EMULATOR_URL: emulatorUrl, TIEOUT_DEMO: "1" } : {}),
    };
    if (isDemo) {
      const { clientId, clientSecret } = defaultClient;
      const verifierToken = webhookToken(dataDir);
      Object.assign(env, { QUICKBOOKS_CLIENT_ID: clientId, QUICKBOOKS_CLIENT_SECRET: clientSecret, QUICKBOOKS_WEBHOOK_VERIFIER_TOKEN: verifierToken });
      const emulator = await startPart({
        name: "The QuickBooks emulator",
        script: join(apps, "emulator/dist/main.js"),
        args: ["--port", String(emulatorPort), "--data-dir", join(dataDir, "emulator"), "--client-id", clientId, "--client-secret", clientSecret, "--client-name", "Tieout"],
        env,
        isQuiet: true,
        ready: () => answers(`${emulatorUrl}/.well-known/openid_sandbox_configuration`),
      });
      running.push(emulator);
      await subscribe(emulatorUrl, { url: `http://localhost:${port}/quickbooks/webhook`, verifierToken });
      if (!isMade(dataDir)) await runPart(join(here, "seed.js"), env);
    }
    const api = await startPart({ name: "Tieout", script: join(apps, "api/dist/main.js"), flags: heapFlags, env, ready: () => answers(`http://localhost:${port}/health/ready`) });
    running.push(api);
    for (const part of running) {
      void part.ended.then(() => running.length > 0 && stopBecauseOfPart(stopAll));
    }
    console.log(readyBlock({ port, emulatorUrl: isDemo ? emulatorUrl : null, dataDir }));
  } catch (error) {
    await stopAll();
    throw error;
  }
}

async function stopBecauseOfPart(stopAll: () => Promise<void>): Promise<never> {
  console.error("A part of Tieout ended by itself, so Tieout stops; what it wrote stands above. Start it again.");
  await stopAll();
  process.exit(1);
}

function readyBlock({ port, emulatorUrl, dataDir }: { port: number; emulatorUrl: string | null; dataDir: string }): string {
  const lines = [`Tieout is ready`, ``, `  Open         http://localhost:${port}`];
  if (emulatorUrl) {
    const { email, password } = demoAccount(dataDir);
    lines.push(`  Sign in      ${email}`, `  Password     ${password}   (kept in ${join(dataDir, "demo.json")})`, `  QuickBooks   ${emulatorUrl}   (emulator: nothing reaches Intuit)`);
  }
  lines.push(``, `  Stop with Ctrl-C.`);
  return `\n${lines.join("\n")}\n`;
}

/** Ctrl-C, a terminal that closes, or a parent that vanished: in each case everything ends in order. */
function stopOnSignal(stopAll: () => Promise<void>): void {
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    void stopAll().then(() => process.exit(0));
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  const callers = callingCommands();
  setInterval(() => callers.some((pid) => parentOf(pid) === null) && stop(), 1000).unref();
}

start().catch((error: unknown) => {
  console.error(error instanceof HubError ? error.message : error);
  process.exit(1);
});
