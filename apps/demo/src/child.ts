import { spawn, type ChildProcess } from "node:child_process";
import { HubError } from "@tieout/domain";

/** A part of Tieout in a process of its own. */
export interface Part {
  /** Asks it to end and waits; after ten seconds it is made to. */
  stop(): Promise<void>;
  /** Resolves when it ends, asked or not. */
  readonly ended: Promise<void>;
}

export interface PartOptions {
  /** How a message names it. */
  name: string;
  script: string;
  args?: readonly string[];
  /** For Node itself. */
  flags?: readonly string[];
  env: NodeJS.ProcessEnv;
  /** Its own greeting is not shown; what goes wrong is. */
  isQuiet?: boolean;
  ready: () => Promise<boolean>;
}

/**
 * Starts `script` and waits until `ready` says yes.
 * The part has a process group of its own, so that Ctrl-C reaches it through us and in order, and an IPC channel, so that it ends
 * by itself should we be killed.
 * @throws HubError `CONFIGURATION` when it ends before it is ready; what it wrote has been shown.
 */
export async function startPart({ name, script, args = [], flags = [], env, isQuiet = false, ready }: PartOptions): Promise<Part> {
  const child = spawn(process.execPath, [...flags, script, ...args], { env, detached: true, stdio: ["ignore", isQuiet ? "ignore" : "inherit", "inherit", "ipc"] });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  let isRunning = true;
  void ended.then(() => (isRunning = false));

  while (!(await ready())) {
    if (!isRunning) throw new HubError("CONFIGURATION", `${name} stopped while starting; what it wrote says why.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { ended, stop: () => stop(child, ended) };
}

/** Runs `script` to its end. Throws when it fails; what it wrote has been shown. */
export async function runPart(script: string, env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, [script], { env, stdio: "inherit" });
  const code = await new Promise<number | null>((resolve) => child.once("exit", resolve));
  if (code !== 0) throw new HubError("CONFIGURATION", "The demo firm could not be made; the reason stands above.");
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill("SIGTERM");
  const force = setTimeout(() => child.kill("SIGKILL"), 10_000);
  await ended;
  clearTimeout(force);
}

/** True when the address answers with a success. */
export async function answers(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(2000) }).then(
    (response) => response.ok,
    () => false,
  );
}
