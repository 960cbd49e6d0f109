import { readFileSync } from "node:fs";

/** The id of a process's parent; null when the process is gone, or the system has no /proc. */
export function parentOf(pid: number): number | null {
  const stat = read(`/proc/${pid}/stat`);
  // The command stands in brackets and may hold anything; the parent follows the state after the last one.
  return stat === "" ? null : Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
}

/** The command line of a process; empty when it is gone, or the system has no /proc. */
export function commandOf(pid: number): string {
  return read(`/proc/${pid}/cmdline`);
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
