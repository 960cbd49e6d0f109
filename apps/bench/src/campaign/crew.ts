import { fork, type ChildProcess } from "node:child_process";
import type { CrewMemberOptions } from "@tieout/sync/testing";

/** Processes of the product at work on one database. */
export interface Crew {
  /** Ends one by SIGKILL, once it works; another takes its place. */
  kill(index: number): Promise<void>;
  /** All of them work. */
  ready(): Promise<void>;
  /** How many ended at work though nobody killed them. One that finds no database when it starts ends, says so, and is started again. */
  lost(): number;
  dismiss(): Promise<void>;
}

/** Starts as many processes as there are skews, each with a clock that far off. */
export function hireCrew(options: Omit<CrewMemberOptions, "processId" | "skewMinutes">, skews: readonly number[]): Crew {
  let hired = 0;
  let lost = 0;
  const works = new Map<ChildProcess, Promise<void>>();
  const hire = (index: number): ChildProcess => {
    hired += 1;
    const member: CrewMemberOptions = { ...options, processId: `crew-${index + 1}-${hired}`, skewMinutes: skews[index] ?? 0 };
    const child = fork(process.argv[1] ?? "", ["crew"], { env: { ...process.env, CAMPAIGN_CREW: JSON.stringify(member) }, stdio: ["ignore", "ignore", "inherit", "ipc"], execArgv: [] });
    let isAtWork = false;
    works.set(child, new Promise((resolve) => {
      child.once("message", () => {
        isAtWork = true;
        resolve();
      });
      child.once("exit", () => resolve());
    }));
    child.once("exit", (_code, signal) => {
      if (signal === "SIGKILL") return;
      if (isAtWork) lost += 1;
      members[index] = hire(index);
    });
    return child;
  };
  const end = async (child: ChildProcess | undefined): Promise<void> => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
  };
  const members: ChildProcess[] = [];
  for (const index of skews.keys()) members.push(hire(index));
  return {
    async kill(index) {
      const member = members[index];
      if (member) await works.get(member);
      await end(member);
      members[index] = hire(index);
    },
    async ready() {
      await Promise.all(members.map((member) => works.get(member)));
    },
    lost: () => lost,
    async dismiss() {
      for (const member of members) await end(member);
    },
  };
}
