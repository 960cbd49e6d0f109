import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { heapFlags } from "@tieout/api/heap";
import { startPart } from "./part.js";

/** The API as it is started anywhere, in a process of its own. */
export interface ApiProcess {
  url: string;
  pid: number;
  stop(): Promise<void>;
}

/** @param env what it is configured with; web and worker in one process unless it names a role */
export async function startApiProcess(env: NodeJS.ProcessEnv): Promise<ApiProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const script = fileURLToPath(import.meta.resolve("@tieout/api").replace(/start\.js$/, "main.js"));
  const { pid, stop } = await startPart(script, [], { ...env, PORT: String(port) }, () => untilReady(`${url}/health/ready`), heapFlags);
  return { url, pid, stop };
}

async function untilReady(url: string): Promise<void> {
  for (;;) {
    const isReady = await fetch(url, { signal: AbortSignal.timeout(2000) }).then((response) => response.ok, () => false);
    if (isReady) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
