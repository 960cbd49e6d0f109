import { useQuery } from "urql";
import { graphql } from "./graphql.js";

const readinessQuery = graphql(`query LedgerReadiness { connection { id state stage stateReason lastSuccessAt openPlan { id } } }`);

/** What of a connection tells whether a person must set it right. */
export interface ConnectionStanding {
  readonly state: string;
  readonly stage: string;
  readonly openPlan: object | null;
  readonly lastSuccessAt: string | null;
}

/** A working connection stopped and only a person can set it right; what is waiting or under way matters less. A first plan that waits for approval is no fault. */
export function needsPerson({ state, stage, openPlan, lastSuccessAt }: ConnectionStanding): boolean {
  const isFirstPlan = openPlan !== null && lastSuccessAt === null;
  return state === "ACTION_REQUIRED" && stage === "ENABLED" && !isFirstPlan;
}

/** Why nothing can be sent to QuickBooks now: a known case, or the connection's own words and whether reconnecting is the way out. Null when it can, or while it is not known. */
export type LedgerBlock = "not connected" | "not enabled" | { readonly reason: string; readonly isLost: boolean } | null;

export function useLedgerBlock(): LedgerBlock {
  const [{ data }] = useQuery({ query: readinessQuery });
  if (!data) return null;
  const { state, stage, stateReason } = data.connection;
  if (state === "NEVER_CONNECTED" || state === "DISCONNECTED") return "not connected";
  if ((state === "ACTION_REQUIRED" || state === "PAUSED") && stateReason) return { reason: stateReason, isLost: needsPerson(data.connection) };
  return stage === "ENABLED" ? null : "not enabled";
}
