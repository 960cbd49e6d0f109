import type { VariablesOf } from "../../lib/graphql.js";
import type { problemsQuery } from "./problems-page.js";
import type { problemViews } from "./routes.js";

type Filter = NonNullable<VariablesOf<typeof problemsQuery>["filter"]>;

/** The view that lists records, not problems: what was left out on purpose. */
export const asideView = "set-aside";

/** Which problems each view lists. Notices never stand among problems (UX-68). */
export const viewFilters: Readonly<Record<Exclude<(typeof problemViews)[number], typeof asideView>, Filter>> = {
  errors: { states: ["OPEN"], severities: ["ERROR"] },
  warnings: { states: ["OPEN"], severities: ["WARNING", "INFO"] },
  resolved: { states: ["RESOLVED", "SET_ASIDE"] },
};
