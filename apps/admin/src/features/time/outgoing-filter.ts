import { dayBefore } from "../../lib/format.js";
import type { VariablesOf } from "../../lib/graphql.js";
import type { outgoingTimeQuery } from "./time-queries.js";

type Filter = NonNullable<VariablesOf<typeof outgoingTimeQuery>["filter"]>;

const approved = ["APPROVED", "LOCKED"] as const satisfies Filter["statuses"];

/** What goes with the next sync. */
export function waitingFilter(startDate: string | null): Filter {
  return { statuses: [...approved], syncStates: ["NEVER_SENT", "QUEUED", "SENDING", "CHECKING", "CHANGED"], ...(startDate ? { from: startDate } : {}) };
}

/** What is older than the start date and not sent; null where there is no such date, for then nothing is left out. */
export function earlierFilter(startDate: string | null): Filter | null {
  return startDate ? { statuses: [...approved], syncStates: ["NEVER_SENT", "QUEUED"], to: dayBefore(startDate) } : null;
}
