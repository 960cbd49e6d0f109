import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { join, resolve } from "node:path";

/** Something of ours in a process of its own. */
export interface RunningPart {
  /** Everything it wrote so far. */
  output(): string;
  /** Ctrl-C, then waits for the end. */
  stop(): Promise<void>;
}

export interface RunningProduct extends RunningPart {
  url: string;
  emulatorUrl: string;
}

export const root = resolve(import.meta.dirname, "../../..");

/** The whole product as `pnpm start` runs it, on free ports, with its data in `folder`; a refused sign-in is tried again after seconds, not minutes. */
export async function runProduct(folder: string): Promise<RunningProduct> {
  const [port, emulatorPort] = [await freePort(), await freePort()];
  const part = await runPart("apps/demo/dist/main.js", { DATA_DIR: folder, PORT: String(port), EMULATOR_PORT: String(emulatorPort), SIGN_IN_RETRY_SECONDS: "4" }, "Tieout is ready");
  return { ...part, url: `http://localhost:${port}`, emulatorUrl: `http://localhost:${emulatorPort}` };
}

/** Starts a built script and waits until it wrote `greeting`. Throws with all it wrote when it ends before. */
export async function runPart(script: string, env: NodeJS.ProcessEnv, greeting: string): Promise<RunningPart> {
  const child = spawn(process.execPath, [join(root, script)], { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  await new Promise<void>((ready, fail) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        output += String(chunk);
        if (output.includes(greeting)) ready();
      });
    }
    child.once("exit", () => fail(new Error(`${script} did not start:\n${output}`)));
  });
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  return {
    output: () => output,
    async stop() {
      child.kill("SIGINT");
      await ended;
    },
  };
}

export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once("error", fail);
    probe.listen(0, () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => done(port));
    });
  });
}
