import { commandOf, parentOf } from "@tieout/store";

/**
 * The processes between us and the person's shell: pnpm, and npx above it. A signal to one of them may end it without reaching us,
 * so that we must look (seen: SIGTERM to npx leaves pnpm and its command running). Empty where there is no /proc.
 */
export function callingCommands(): number[] {
  const callers: number[] = [];
  for (let pid: number | null = process.ppid; pid !== null && pid > 1 && commandOf(pid).includes("pnpm"); pid = parentOf(pid)) callers.push(pid);
  return callers;
}
