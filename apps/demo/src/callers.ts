import { readFileSync } from "node:fs";

/**
 * The processes between us and the person's shell: pnpm, and npx above it. A signal to one of them may end it without reaching us,
 * so that we must look (seen: SIGTERM to npx leaves pnpm and its command running). Empty where there is no /proc.
 */
export function callingCommands(): number[] {
  const callers: number[] = [];
  for (let pid: number | null = process.ppid; pid !== null && pid > 1 && commandOf(pid).includes("pnpm"); pid = parentOf(pid)) callers.push(pid);
  return callers;
}

/** The parent's id, or null when the process is gone. */
export function parentOf(pid: number): number | null {
  const stat = read(`/proc/${pid}/stat`);
  // The command stands in brackets and may hold anything; the parent follows the state after the last one.
  return stat === "" ? null : Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
}

function commandOf(pid: number): string {
  return read(`/proc/${pid}/cmdline`);
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
