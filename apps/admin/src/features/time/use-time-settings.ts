import { useQuery } from "urql";
import { useMay } from "../../lib/viewer.js";
import { timeSettingsQuery } from "./time-queries.js";

/** What of the connection's settings decides whether time goes out. */
export interface TimeSettings {
  readonly startDate: string | null;
  readonly isSent: boolean;
}

/** Undefined while it is not known, and for those who do not see the sync. */
export function useTimeSettings(): TimeSettings | undefined {
  const maySeeSync = useMay("connection");
  const [{ data }] = useQuery({ query: timeSettingsQuery, pause: !maySeeSync });
  if (!data) return undefined;
  const { stage, settings } = data.connection;
  return { startDate: settings.startDate, isSent: stage === "ENABLED" && settings.switches.some(({ key, isOn }) => key === "timeEntries" && isOn) };
}
