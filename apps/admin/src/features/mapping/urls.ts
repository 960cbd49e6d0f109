import { linkOptions } from "@tanstack/react-router";

/** Which rows of the mapping page are shown; all of them without one. The last four are bands of Autofill's proposals. */
export const rowFilters = ["unmapped", "attention", "default", "mapped", "exact", "likely", "unsure", "none"] as const;
export type RowFilter = (typeof rowFilters)[number];

export const mappingUrl = linkOptions({ to: "/mapping" });
/** The rows that hold something up. */
export const unmappedUrl = linkOptions({ to: "/mapping", search: { show: "unmapped" } });
