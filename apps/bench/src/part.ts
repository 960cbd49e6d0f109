import { fork, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";

/** A process of the bench, or one of the product's own programs. */
export interface Part<Answer> {
  pid: number;
  /** What it said when it was ready. */
  answer: Answer;
  /** Sends it a question and waits for its next word; one question at a time. */
  ask<Reply>(question: object): Promise<Reply>;
  stop(): Promise<void>;
  /** Ends it by SIGKILL. */
  kill(): Promise<void>;
  /** Resolves when it has ended, however that came. */
  gone: Promise<void>;
}

const running = new Set<() => Promise<void>>();

/** Starts `script` in a process of its own, with `flags` of Node, that ends with us. Resolves when `ready` does. */
export async function startPart<Answer>(script: string, args: readonly string[], env: NodeJS.ProcessEnv, ready: (child: ChildProcess) => Promise<Answer>, flags: readonly string[] = []): Promise<Part<Answer>> {
  const child = fork(script, args, { env: { ...process.env, NODE_ENV: "production", ...env }, stdio: ["ignore", "ignore", "inherit", "ipc"], execArgv: [...flags] });
  const ended = new Promise<never>((_resolve, reject) => child.once("exit", (code, signal) => reject(new Error(`${script} ${args[0] ?? ""} ended with ${code ?? signal}.`))));
  const gone = ended.catch(() => undefined).then(() => void running.delete(stop));
  const stop = async () => {
    child.kill("SIGTERM");
    const force = setTimeout(() => child.kill("SIGKILL"), 10_000);
    await gone;
    clearTimeout(force);
  };
  running.add(stop);
  const nextWord = () => new Promise<unknown>((resolve) => child.once("message", resolve));
  return {
    pid: child.pid ?? 0,
    answer: await Promise.race([ready(child), ended]),
    async ask<Reply>(question: object) {
      const word = nextWord();
      child.send(question);
      return (await Promise.race([word, ended])) as Reply;
    },
    stop,
    async kill() {
      child.kill("SIGKILL");
      await gone;
    },
    gone,
  };
}

/** Starts a part of the bench itself: see run-part.ts. */
export function startOwnPart<Answer>(name: string, options: object, flags: readonly string[] = []): Promise<Part<Answer>> {
  return startPart(process.argv[1] ?? "", ["part", name], { BENCH_PART: JSON.stringify(options) }, (child) => new Promise((resolve) => child.once("message", (message) => resolve(message as Answer))), flags);
}

/** Ends every part that still runs. */
export async function stopParts(): Promise<void> {
  await Promise.all([...running].map((stop) => stop()));
}

/** Largest resident memory of a process so far, megabytes; null where the system does not say (not Linux). */
export function peakMemoryMb(pid: number): number | null {
  try {
    const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return peak ? Math.round(Number(peak) / 1024) : null;
  } catch {
    return null;
  }
}
