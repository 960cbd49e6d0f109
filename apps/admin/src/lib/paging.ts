import { useMediaQuery } from "@mantine/hooks";

/** The present page of a list: its cursor (undefined for the first) and how many rows stand before it. */
export interface PagePosition {
  readonly after?: string | undefined;
  readonly skipped: number;
}

/** How the API says where a page stands. */
export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

// Cursors only lead forward; where a page was come to from is remembered here for as long as the page lives.
const cameFrom = new Map<string, PagePosition>();

/** The page after `position`. */
export function nextPage(position: PagePosition, shown: number, info: PageInfo): PagePosition | null {
  if (!info.hasNextPage || info.endCursor === null) return null;
  cameFrom.set(info.endCursor, position);
  return { after: info.endCursor, skipped: position.skipped + shown };
}

/** The page before it; the first page when its way here is not known (a shared address). Null on the first page. */
export function previousPage(position: PagePosition): PagePosition | null {
  return position.after === undefined ? null : (cameFrom.get(position.after) ?? { skipped: 0 });
}

/** Rows of a page: fewer on a phone, where each is a card and a long list is a long way to what stands below it. */
export function usePageSize(wide: number, phone: number): number {
  return useMediaQuery("(max-width: 767px)", false, { getInitialValueInEffect: false }) ? phone : wide;
}
