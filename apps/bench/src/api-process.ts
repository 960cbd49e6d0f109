import type { ChildProcess } from "node:child_process";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { heapFlags } from "@tieout/api/heap";
import { startPart, type Part } from "./part.js";

/** The API as it is started anywhere, in a process of its own. */
export interface ApiProcess extends Pick<Part<unknown>, "pid" | "stop" | "kill" | "gone"> {
  url: string;
}

/**
 * @param env what it is configured with; web and worker in one process unless it names a role
 * @param flags of Node, besides those the product is started with
 */
export async function startApiProcess(env: NodeJS.ProcessEnv, flags: readonly string[] = []): Promise<ApiProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const script = fileURLToPath(import.meta.resolve("@tieout/api").replace(/start\.js$/, "main.js"));
  const { pid, stop, kill, gone } = await startPart(script, [], { ...env, PORT: String(port) }, (child) => untilReady(child, `${url}/health/ready`), [...heapFlags, ...flags]);
  return { url, pid, stop, kill, gone };
}

async function untilReady(child: ChildProcess, url: string): Promise<void> {
  while (child.exitCode === null && child.signalCode === null && !(await isReady(url))) await new Promise((resolve) => setTimeout(resolve, 50));
}

function isReady(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(2000) }).then((response) => response.ok, () => false);
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
