import { useQuery } from "urql";
import { graphql } from "./graphql.js";

const readinessQuery = graphql(`query LedgerReadiness { connection { id state stage stateReason } }`);

/** Why nothing can be sent to QuickBooks now: a known case, or the connection's own words. Null when it can, or while it is not known. */
export type LedgerBlock = "not connected" | "not enabled" | { readonly reason: string } | null;

export function useLedgerBlock(): LedgerBlock {
  const [{ data }] = useQuery({ query: readinessQuery });
  if (!data) return null;
  const { state, stage, stateReason } = data.connection;
  if (state === "NEVER_CONNECTED" || state === "DISCONNECTED") return "not connected";
  if ((state === "ACTION_REQUIRED" || state === "PAUSED") && stateReason) return { reason: stateReason };
  return stage === "ENABLED" ? null : "not enabled";
}
