import { encodeId } from "../graphql/shared/global-id.js";

export const reportFormats = ["pdf", "csv", "json"] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** Where the report of a proof is served, from the server's root. */
export function reportPath(tieOutId: string, format: ReportFormat): string {
  return `/tie-outs/${encodeId("TieOut", tieOutId)}.${format}`;
}
