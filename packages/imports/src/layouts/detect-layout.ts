import { clockifyTime } from "./clockify-time.js";
import { harvestClients } from "./harvest-clients.js";
import { harvestTime } from "./harvest-time.js";
import { type Layout, type LayoutMatch, exactHeaders, matchLayout } from "./layout.js";
import { quickbooksCustomers } from "./quickbooks-customers.js";
import { templateClients } from "./template-clients.js";
import { templateTime } from "./template-time.js";
import { togglTime } from "./toggl-time.js";

/** Every layout that is recognised. */
export const layouts: readonly Layout[] = [
  togglTime,
  harvestTime,
  clockifyTime,
  harvestClients,
  quickbooksCustomers,
  templateTime,
  templateClients,
];

/** The layout a file's headers belong to: of those whose required columns are all there, the one that explains most. */
export function detectLayout(headers: readonly string[]): Layout | undefined {
  return best(headers, (match) => match.missing.length === 0)?.layout;
}

/** The known layout a file comes nearest to, with what the file lacks for it. */
export function closestLayout(headers: readonly string[]): LayoutMatch | undefined {
  return best(headers, (match) => match.columns.size > 0);
}

function best(headers: readonly string[], isCandidate: (match: LayoutMatch) => boolean): LayoutMatch | undefined {
  const rank = (match: LayoutMatch) => [-match.missing.length, exactHeaders(match), match.columns.size];
  return layouts
    .map((layout) => matchLayout(layout, headers))
    .filter(isCandidate)
    .map((match) => ({ match, rank: rank(match) }))
    .toSorted((a, b) => compare(b.rank, a.rank))[0]?.match;
}

function compare(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((value, position) => value !== b[position]);
  return index < 0 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}
