import type { VariablesOf } from "../../lib/graphql.js";
import type { problemsQuery } from "./problems-page.js";
import type { problemViews } from "./routes.js";

type Filter = NonNullable<VariablesOf<typeof problemsQuery>["filter"]>;

/** Which problems each view lists. Notices never stand among problems (UX-68). */
export const viewFilters: Readonly<Record<(typeof problemViews)[number], Filter>> = {
  errors: { states: ["OPEN"], severities: ["ERROR"] },
  warnings: { states: ["OPEN"], severities: ["WARNING", "INFO"] },
  "set-aside": { states: ["SET_ASIDE"] },
  resolved: { states: ["RESOLVED"] },
};
