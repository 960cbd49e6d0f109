import { healthTexts } from "./health-chip.texts.js";
import { StateChip, type StateOf } from "./state-chip.js";

export interface Health {
  readonly state: Exclude<StateOf<"connection">, "HELD_UP">;
  readonly stateReason: string | null;
  /** Open problems; undefined while they are not known. */
  readonly problems: { readonly errors: number; readonly held: number } | undefined;
}

/** The one rule, wherever health is said: a working connection is up to date only while no problem is open. */
export function isHeldUp({ state, problems }: Pick<Health, "state" | "problems">): boolean {
  return state === "HEALTHY" && problems !== undefined && problems.errors > 0;
}

/** How the sync stands: "Up to date", "3 problems hold 12 records", or what the connection itself says. */
export function HealthChip({ state, stateReason, problems }: Health) {
  if (!problems || !isHeldUp({ state, problems })) return <StateChip of="connection" state={state} reason={stateReason} />;
  return <StateChip of="connection" state="HELD_UP" words={healthTexts.problems(problems.errors, problems.held)} />;
}
