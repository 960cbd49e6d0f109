import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** The whole product as `pnpm start` runs it, with its demo firm, on ports and in a folder of its own. */
export interface Product extends AsyncDisposable {
  url: string;
  emulatorUrl: string;
  account: { email: string; password: string };
  /** Everything it wrote so far, for a failing journey's message. */
  output(): string;
}

const root = resolve(import.meta.dirname, "../../..");

export async function startProduct(): Promise<Product> {
  const dataDir = await mkdtemp(join(tmpdir(), "tieout-journey-"));
  const [port, emulatorPort] = [await freePort(), await freePort()];
  const child = spawn(process.execPath, [join(root, "apps/demo/dist/main.js")], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), EMULATOR_PORT: String(emulatorPort) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += String(chunk)));
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  let isRunning = true;
  void ended.then(() => (isRunning = false));
  while (!output.includes("Tieout is ready")) {
    if (!isRunning) throw new Error(`The product did not start:\n${output}`);
    await new Promise((done) => setTimeout(done, 100));
  }
  return {
    url: `http://localhost:${port}`,
    emulatorUrl: `http://localhost:${emulatorPort}`,
    account: JSON.parse(await readFile(join(dataDir, "demo.json"), "utf8")) as Product["account"],
    output: () => output,
    async [Symbol.asyncDispose]() {
      child.kill("SIGINT");
      await ended;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once("error", fail);
    probe.listen(0, () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => done(port));
    });
  });
}
