import { useQuery } from "urql";
import { graphql } from "./graphql.js";

const readinessQuery = graphql(`query LedgerReadiness { connection { id state stage } }`);

/** What must happen before anything can be sent to QuickBooks; null when it can, or while it is not known. */
export function useLedgerBlock(): "not connected" | "not enabled" | "paused" | null {
  const [{ data }] = useQuery({ query: readinessQuery });
  if (!data) return null;
  const { state, stage } = data.connection;
  if (state === "NEVER_CONNECTED" || state === "DISCONNECTED" || state === "ACTION_REQUIRED") return "not connected";
  if (stage !== "ENABLED") return "not enabled";
  return state === "PAUSED" ? "paused" : null;
}
